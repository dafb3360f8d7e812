"""`python -m tests.graph_server [PORT]`: the stand-in with one mailbox and one library, to try programs against."""

import sys

from tests.graph_server.serving import GraphServer

MAIL = (
    b"From: worker@council.example\r\nTo: panel@council.example\r\nSubject: Panel papers\r\n"
    b"Message-ID: <first@council.example>\r\n\r\nPapers will follow.\r\n"
)


def main() -> None:
    """Answer until interrupted."""
    graph = GraphServer(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    graph.mail.add("panel@council.example").receive(MAIL)
    graph.drives.add("drive-1").folder("Panel papers")
    print(f"Graph stands in at {graph.url}; a token: {graph.world.new_token()}", flush=True)
    try:
        graph.serve_forever()
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
