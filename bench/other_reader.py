"""Run by another environment's Python: reads one file a line from its input, and says what each of its readers needed.

Stands alone: it imports nothing of ours, and of the others only what is installed there.
"""

import contextlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module

SECONDS = 90


Read = Callable[[str], str]


def readers(kind: str) -> Iterator[tuple[str, Read]]:
    """Each reader of this kind of file that is installed here, by its name."""
    for name, make in MAKERS[kind].items():
        with contextlib.suppress(ImportError):
            yield name, make()


def _markitdown() -> Read:
    reader = import_module("markitdown").MarkItDown()
    return lambda path: str(reader.convert(path).text_content)


def _docling_docx() -> Read:
    docx = import_module("docling.datamodel.base_models").InputFormat.DOCX
    reader = import_module("docling.document_converter").DocumentConverter(allowed_formats=[docx])
    return lambda path: str(reader.convert(path).document.export_to_text())


def _docling_pdf() -> Read:
    pdf = import_module("docling.datamodel.base_models").InputFormat.PDF
    make = import_module("docling.datamodel.pipeline_options").PdfPipelineOptions
    converting = import_module("docling.document_converter")
    option = converting.PdfFormatOption(pipeline_options=make(do_ocr=False, do_table_structure=False))
    reader = converting.DocumentConverter(format_options={pdf: option})
    return lambda path: str(reader.convert(path).document.export_to_text())


def _docling_parse() -> Read:
    word = import_module("docling_core.types.doc.page").TextCellUnit.WORD
    parser = import_module("docling_parse.pdf_parser").DoclingPdfParser

    def read(path: str) -> str:
        document = parser(loglevel="fatal").load(path)
        return "\n".join(
            cell.text for _, page in document.iterate_pages() for cell in page.iterate_cells(unit_type=word)
        )

    return read


def _unstructured_docx() -> Read:
    partition = import_module("unstructured.partition.docx").partition_docx
    return lambda path: "\n".join(each.text for each in partition(filename=path))


def _unstructured_pdf() -> Read:
    partition = import_module("unstructured.partition.pdf").partition_pdf
    return lambda path: "\n".join(each.text for each in partition(filename=path, strategy="fast"))


MAKERS: dict[str, dict[str, Callable[[], Read]]] = {
    "docx": {"markitdown": _markitdown, "docling": _docling_docx, "unstructured": _unstructured_docx},
    "pdf": {
        "markitdown": _markitdown,
        "docling": _docling_pdf,
        "docling-parse, words only": _docling_parse,
        "unstructured, fast": _unstructured_pdf,
    },
}


def _late(_number: int, _frame: object) -> None:
    raise TimeoutError("longer than the limit")


def main() -> None:
    """Answer each path with a line of JSON for each reader: CPU seconds and characters, or the fault."""
    signal.signal(signal.SIGALRM, _late)
    answers, sys.stdout = os.fdopen(os.dup(1), "w"), sys.stderr
    os.dup2(2, 1)  # what the readers print themselves is no answer
    with contextlib.redirect_stdout(answers):
        ours = dict(readers(sys.argv[1]))
        for line in sys.stdin:
            for name, read in ours.items():
                print(json.dumps({"reader": name, **_timed(read, line.strip())}), flush=True)
            print(json.dumps({"done": True}), flush=True)


def _timed(read: Read, path: str) -> dict[str, object]:
    signal.alarm(SECONDS)
    began = time.process_time()
    try:
        characters = len(read(path) or "")
    except Exception as error:  # whatever another program raises is its answer
        return {"fault": f"{type(error).__name__}: {error}"[:120]}
    finally:
        signal.alarm(0)
    return {"seconds": time.process_time() - began, "characters": characters}


if __name__ == "__main__":
    main()
