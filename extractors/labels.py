"""The labels that mean the same on any council's form: a child, a birth, an adult, a reference, a signature.

What the labels of one form mean is not here but in its DocumentType.
"""

from extractors.words import label_key

BIRTHS = (
    "Date of birth", "DOB", "D.O.B", "D.O.B.", "DoB/EDD", "Born on", "Born", "Child's date of birth", "Child's DOB",
    "DOB / age", "DOB/age", "DOB and age", "DOB & age", "DOB (age)", "Date of birth / age", "Date of birth and age",
    "Date of birth (age)", "Age / DOB", "Age and DOB", "Age / date of birth", "Age and date of birth", "Birth date",
    "DOB or EDD", "DOB / EDD", "Date of birth / EDD", "Date of birth or expected date of delivery",
)  # fmt: skip
_CALLED = ("Child", "Children", "Child/ren", "Child(ren)", "Young person", "Child's name", "Children's names",
           "Name of child", "Name of children", "Names of children")  # fmt: skip
_BORN = ("DOB", "& DOB", "and DOB", "& DOBs", "DOBs", "and DOBs", "and date of birth", "and dates of birth",
         "& date of birth", "& dates of birth", "and date(s) of birth", "date of birth")  # fmt: skip
CHILDREN = (
    *(f"{called} {born}" for called in _CALLED for born in _BORN),
    "Who is this about", "Who is this request about", "Whose life is this about", "Which child is this about",
    "Which children is this about", "Who are we talking about",
    "Child", "Children", "Child(ren)", "The child", "The children", "The child(ren)", "Child name", "Child's name",
    "Children's name(s)", "Children's names", "Child(ren)'s name(s)", "Child's full name", "Full name of child",
    "Name of child", "Name of children", "Name of child(ren)", "Name(s) of child(ren)", "Names of children",
    "Name of child/young person", "Name of child or young person", "Child/young person", "Child/young person's name",
    "Young person's name", "Name of young person", "Subject child", "Subject children", "Subject child(ren)",
    "Name of Child/Children to be placed", "Name of child to be placed", "Care Plan of", "Care plan for", "Plan for",
    "Details of all subject children", "Details of subject children", "Child 1", "Child 2", "Child 3", "Child 4",
    "Child 5", "Child 6", "Young person", "Young people", "Child to be placed", "Unborn child", "Unborn baby",
    "Child / children", "Child or children", "Child or young person", "Child/ren", "Child to be discussed",
    "Children to be discussed", "Child concerned", "Children concerned", "Name of the child", "Names of the children",
    "Child's name and age", "Child's name and date of birth", "Name and date of birth of child",
    "Child they wish to care for", "Child they want to care for", "Subject of enquiry",
    "Children subject to the enquiry", "Subject of the enquiry", "Pupil", "Pupil name", "Pupil's name", "Name of pupil",
    "Child(ren) and date(s) of birth", "Child(ren) discussed", "This plan is for", "Subject child or children",
    "Children needing placement", "Child/ren's name(s)", "Child/ren's name", "Children/young people",
    "Child or young person's name", "The full name of the child", "The full names of the children",
    "Child or children discussed", "Children discussed", "Child discussed", "Children named", "Child named",
    "Children considered", "Child considered", "Child(ren) considered", "Child being assessed",
    "Children being assessed", "Child or young person being assessed", "Child/young person being assessed",
)  # fmt: skip
ANYBODY = (
    "Name", "Full name", "Names", "Name, age", "Name and age", "Name and date of birth", "Name / DOB", "Name (DOB)",
    "Enquiry about", "Client", "Client name", "Service user", "Patient", "Patient name", "Who it is for",
    "Who is it about", "Who this is about", "Referral for", "Our family", "Person", "Regarding", "Re", "About", "Case",
    "Subject", "In respect of", "Concerning", "Subjects", "Subject(s)", "Who for", "For whom", "Who",
)  # fmt: skip
"""Labels beside which a child may stand, or anybody else: only a birth tells."""
FAMILIES = ("Family", "Family name", "Name of family", "Family surname")
ADULTS = (
    "Mother", "Father", "Parents", "Parent(s)", "Mother's name", "Father's name", "Carer", "Carers", "Applicant",
    "Social worker", "Name of parent(s)", "Name of carer(s)", "Applicant 1", "Respondent", "Name",
)  # fmt: skip
"""Labels that end the talk of a child; a bare "Name" may be anybody's."""

CASE_NUMBERS = (
    "PER/GRP number", "Eclipse ID", "LCS ID", "LL ID", "Liquidlogic ID", "Mosaic ID", "ICS ID", "ICS number", "ICS No",
    "CareFirst ID", "Care First Number", "FW ID", "Frameworki ID", "Protocol ID", "SSID No", "SSID", "SSID number",
    "LCS number", "LCS No", "LCS reference", "Eclipse number", "Mosaic number", "Case system ID", "Case reference",
    "Child's Identification No", "Child's Identity Number", "Child Personal Identity Number",
)  # fmt: skip
COURT_NUMBERS = (
    "Case No", "Case number", "Matter No", "Matter No / Case No", "Court case number", "Court Case reference number",
)  # fmt: skip

SIGNATURES = (
    "Signed", "Signed by", "Signature", "Signatures", "Social worker signature", "Social worker's signature",
    "Signature of social worker", "Signed by social worker", "Signed (social worker)", "Author's signature",
    "Signature of author", "Team manager signature", "Team manager's signature", "Signature of team manager",
    "Signed by team manager", "Manager's signature", "Manager signature", "Signature of manager",
    "Service manager's signature", "Signature of assessor", "Signature of applicant",
)  # fmt: skip
SIGNED_ON = ("Dated", "Date", "Date signed", "Signature date", "Date of signature", "Date authorised", "Date agreed")
AUTHORISED = (
    "Authorised by", "Authorised", "Approved by", "Ratified by", "Ratified by chair", "Record approved",
    "Date authorised", "Date approved",
)  # fmt: skip
FILED = ("Filed by", "Filed on behalf of", "Filed on", "Date filed")
STATUS = ("Status", "Document status", "Version", "Version status", "Status of document")
TEMPLATE_DATES = (
    "Form amended", "Date reviewed", "Template revised", "Version date", "Printed on", "Date printed", "Issued",
)  # fmt: skip
"""Dates of the form itself, or of its printing."""


def keys(labels: tuple[str, ...]) -> frozenset[str]:
    """The labels as they are compared."""
    return frozenset(map(label_key, labels))
