"""A small file of each format, written by hand; what they say is invented or common knowledge."""

import zlib
from functools import partial
from io import BytesIO

from her2kg.loaders.base import Material
from her2kg.loaders.documents.document import DocumentFormat
from her2kg.loaders.documents.html import Html
from her2kg.loaders.documents.jats import Jats
from her2kg.loaders.documents.nbib import Nbib
from her2kg.loaders.documents.pdf import Pdf
from her2kg.loaders.documents.plain import Plain
from her2kg.loaders.documents.pubmed_xml import PubmedXml

__all__ = ["SAMPLES", "citation", "made_pdf", "material", "pubmed_set"]

_DOCTYPE = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)


def material(content: str | bytes, name: str = "sample") -> Material:
    """Make material of text or bytes that are at hand."""
    if isinstance(content, str):
        return Material.of_text(name, content)
    return Material(name, "0" * 64, partial(BytesIO, content))


def citation(
    pmid: str = "101", abstract: str = "Trastuzumab targets HER2.", extra: str = "", kind: str = ""
) -> str:
    """Write a citation of PubMed on several lines."""
    text = f"<Abstract><AbstractText>{abstract}</AbstractText></Abstract>" if abstract else ""
    kind = kind or "Journal Article"
    return (
        f"<PubmedArticle>\n<MedlineCitation><PMID Version='1'>{pmid}</PMID>\n"
        "<Article><Journal><JournalIssue><PubDate><Year>2020</Year><Month>Mar</Month></PubDate>"
        f"</JournalIssue></Journal><ArticleTitle>A study of a receptor</ArticleTitle>{text}"
        f"<PublicationTypeList><PublicationType>{kind}</PublicationType></PublicationTypeList>"
        f"</Article>{extra}</MedlineCitation>\n</PubmedArticle>\n"
    )


def pubmed_set(*citations: str) -> str:
    """Write a file of citations with the DOCTYPE that such files have."""
    return f"{_DOCTYPE}<PubmedArticleSet>\n{''.join(citations)}</PubmedArticleSet>\n"


JATS = (
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.0//EN" "JATS-archivearticle1.dtd">\n'
    '<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en"><front><article-meta>'
    '<article-id pub-id-type="pmid">202</article-id>'
    '<article-id pub-id-type="doi">10.1234/x.202</article-id>'
    "<title-group><article-title>On <italic>ERBB2</italic></article-title></title-group>"
    "<contrib-group><contrib><name><surname>Nobody</surname></name></contrib></contrib-group>"
    '<pub-date pub-type="pmc-release"><year>2022</year></pub-date>'
    '<pub-date pub-type="epub"><day>9</day><month>4</month><year>2021</year></pub-date>'
    '<permissions><license xlink:href="https://creativecommons.org/licenses/by/4.0/">'
    "<license-p>Open.</license-p></license></permissions>"
    "<abstract><sec><title>Aim</title><p>Trastuzumab targets HER2.</p></sec></abstract>"
    "</article-meta></front><body><sec><label>1</label><title>Results</title>"
    '<p>Pertuzumab targets HER2 [<xref ref-type="bibr">1</xref>&#x2013;'
    '<xref ref-type="bibr">3</xref>] (Fig. <xref ref-type="fig">2</xref>).</p>'
    "<table-wrap><caption><p>All patients.</p></caption><table><tr><td>9</td></tr></table>"
    "</table-wrap></sec></body><back><ref-list><ref>Neratinib targets HER2.</ref></ref-list>"
    "</back></article>\n"
)

NBIB = (
    "\nPMID- 303\nOWN - NLM\nDP  - 2019 Dec 5\nTI  - A receptor\n      and its drug.\n"
    "LID - 10.1234/x.303 [doi]\n"
    "AB  - BACKGROUND: Little is known. RESULTS: Trastuzumab\n      targets HER2.\n"
    "CI  - (c) 2019 A journal.\nLA  - eng\nPT  - Journal Article\n\n"
)

HTML = (
    '<!DOCTYPE html><html lang="en-GB"><head><title>A page</title>'
    '<meta name="citation_doi" content="10.1234/x.404">'
    '<meta name="citation_title" content="A drug &amp; its target">'
    '<meta name="citation_publication_date" content="2018/7/2">'
    '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">'
    "<script>var menu = '<div>Neratinib targets HER2.</div>';</script></head>"
    "<body><nav>Neratinib targets HER2.</nav><h1>A drug</h1>"
    '<p>Trastuzumab <b>targets</b> HER2<sup><a href="#r1">1</a>,<a href="#r2">2</a></sup>.'
    "</p><p hidden>Neratinib targets HER2.</p><h2>References</h2>"
    "<p>Neratinib targets HER2.</p></body></html>"
)

MARKDOWN = (
    "# A receptor\n\n[Trastuzumab](https://example.org/a_b) targets **HER2** [1, 2].\n\n"
    "| drug | target |\n| --- | --- |\n\nLicence: CC BY 4.0.\n"
)


def made_pdf(*pages: str, info: str = "", trailer: str = "") -> bytes:
    """Write a PDF with lines of text; a page without lines is like a picture."""
    first = 4
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, page in enumerate(pages):
        shown = " T* ".join(f"({line}) Tj" for line in page.splitlines())
        body = zlib.compress(f"BT /F1 9 Tf 50 700 Td 12 TL {shown} ET".encode("latin-1"))
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {first + 2 * number + 1} 0 R >>"
        )
        head = f"<< /Length {len(body)} /Filter /FlateDecode >>\nstream\n"
        objects.append(head + body.decode("latin-1") + "\nendstream")
    objects.append(f"<< {info} >>")
    return _file(objects, trailer)


def _file(objects: list[str], trailer: str) -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{written}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return content + (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n"
        f"<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R {trailer} >>\n"
        f"startxref\n{len(content)}\n%%EOF\n"
    ).encode("latin-1")


PDF = made_pdf(
    "A receptor and its drug\nTrastuzumab targets HER2 and is given to people whose tumours show\n"
    "it. In cells the antibody marks the receptor, and the immune sys-\ntem then finds it.",
    info="/Title (A receptor and its drug) /doi (10.1234/x.505)",
)

SAMPLES: tuple[tuple[DocumentFormat, str | bytes], ...] = (
    (Pdf(), PDF),
    (PubmedXml(), pubmed_set(citation())),
    (Jats(), JATS),
    (Nbib(), NBIB),
    (Html(), HTML),
    (Plain(), MARKDOWN),
)
"""Each format with a file of it; every one says that trastuzumab targets HER2."""
