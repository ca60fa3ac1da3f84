"""Zips made to cost memory or time, each by a way of its own. `HOSTILE` has them by name, each with a rule that must be among the faults told."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from random import Random

from tests.unit.package.zips import make_zip

SCORM12 = '<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" identifier="m">'
SCORM2004 = (
    '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:imsss="http://www.imsglobal.org/xsd/imsss" identifier="m">'
    "<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>"
)
CMI5 = '<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">'
TINCAN = '<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>'


def write_raw(entries: Iterable[tuple[bytes, int, bytes, int, int]], *, said: int | None = None) -> bytes:
    """Return a zip of entries (name, method, packed content, CRC-32, size), with whatever they say (names are UTF-8); `said` is the count in the end record."""
    written, listed, count = bytearray(), bytearray(), 0
    for name, method, packed, crc, size in entries:
        fields = (20, 0 if name.isascii() else 0x800, method, 0, 0x21, crc, len(packed), size, len(name), 0)
        listed += b"PK\x01\x02" + struct.pack("<H5H3L5H2L", 20, *fields[:9], 0, 0, 0, 0, 0, len(written)) + name
        written += b"PK\x03\x04" + struct.pack("<5H3L2H", *fields) + name + packed
        count += 1
    end = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, *(2 * [(count if said is None else said) & 0xFFFF]), len(listed), len(written), 0)
    return bytes(written + listed + end)


def stored(*files: tuple[str, bytes]) -> bytes:
    """Return a zip of files as they are, so that no ratio gives them away."""
    return write_raw((name.encode(), 0, content, zlib.crc32(content), len(content)) for name, content in files)


def page(content: bytes) -> bytes:
    return stored(("index.html", content))


def manifest(content: str, name: str = "imsmanifest.xml") -> bytes:
    return stored((name, content.encode()))


def zeros() -> bytes:
    """2,000 files, each just below the size from which the ratio of one file counts."""
    content = b"\0" * (1 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    return write_raw((b"index%d.html" % number, 8, packed, zlib.crc32(content), len(content)) for number in range(2000))


def dense_pages() -> bytes:
    """200 MB of pages that deflate only 150 times, so that nothing is refused."""
    content = Random(1).randbytes(6000) + b"<a href=x>" * 100_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    return write_raw((b"page%d.html" % number, 8, packed, zlib.crc32(content), len(content)) for number in range(200))


def empty_blocks() -> bytes:
    """Six million deflate blocks with nothing in them: time for no content."""
    packed = b"\0\0\0\xff\xff" * 6_000_000 + b"\1\0\0\xff\xff"
    return write_raw([(b"index.html", 8, packed, 0, 0)])


def shared_bytes() -> bytes:
    """Fifield's bomb: 500 entries of the list with one content of 1 MB."""
    content = b"x" * 1_000_000
    single = write_raw([(b"a.bin", 0, content, zlib.crc32(content), len(content))])
    start = single.index(b"PK\x01\x02")
    listed = single[start : single.index(b"PK\x05\x06")]
    every = b"".join(listed[:46] + b"%c%c%c.b" % (65 + n // 26 // 26, 65 + n // 26 % 26, 65 + n % 26) for n in range(500))
    return single[:start] + every + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 500, 500, len(every), start, 0)


def long_list() -> bytes:
    return write_raw(((b"%d" % number, 0, b"", 0, 0) for number in range(200_000)), said=1)


def long_comment_in_list() -> bytes:
    """A list of 20,000 entries, each with 60,000 bytes of extra fields, as the end record says; the file itself is short."""
    made = bytearray(make_zip(("index.html", b"x")))
    struct.pack_into("<L", made, len(made) - 10, 1_200_000_000)
    return bytes(made)


def zip64_lies() -> bytes:
    """An end record of ZIP64 that promises a list of 2**62 bytes."""
    made = make_zip(("index.html", b"x"))
    end = made.index(b"PK\x05\x06")
    wide = b"PK\x06\x06" + struct.pack("<Q2H2L4Q", 44, 45, 45, 0, 0, 1, 1, 1 << 62, 0)
    return made[:end] + wide + b"PK\x06\x07" + struct.pack("<LQL", 0, end, 1) + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 1, 1, 0xFFFFFFFF, 0xFFFFFFFF, 0)


def deep_names() -> bytes:
    return write_raw((b"%d/" % number + b"a/" * 2000 + b"x", 0, b"", 0, 0) for number in range(1900))


def links() -> bytes:
    return write_raw((b"..\\%d" % number, 0, b"", 0, 0) for number in range(20_000))


def entities(kind: str) -> bytes:
    nested = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 12))
    use = '<manifest identifier="&a11;"/>' if kind == "attribute" else "<manifest>&a11;</manifest>"
    return manifest(f'<!DOCTYPE m [<!ENTITY a0 "x">{nested}]>{use}')


def references() -> bytes:
    """30,000 items that lead nowhere, and 30,000 resources that each could be meant."""
    items = "".join(f'<item identifier="i{number}" identifierref="r"><title>t</title></item>' for number in range(30_000))
    resources = "".join(f'<resource identifier="r{number}"/>' for number in range(30_000))
    return manifest(f"{SCORM12}<organizations><organization identifier='o'>{items}</organization></organizations><resources>{resources}</resources></manifest>")


def missing_files() -> bytes:
    """A manifest that lists 15,000 files, each in other capitals than the 15,000 of the zip."""
    listed = "".join(f'<file href="MEDIA/{number}.JPG"/>' for number in range(15_000))
    content = f"{SCORM12}<resources><resource identifier='r'>{listed}</resource></resources></manifest>".encode()
    return stored(("imsmanifest.xml", content), *((f"media/{number}.jpg", b"") for number in range(15_000)))


def deep_items() -> bytes:
    deep = '<item identifier="a">' * 240 + '<item identifier="b"/>' * 40_000 + "</item>" * 240
    return manifest(f"{SCORM12}<organizations><organization identifier='o'>{deep}</organization></organizations></manifest>")


def nested_sequencing() -> bytes:
    rules = '<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions><imsss:ruleCondition referencedObjective="z"/></imsss:ruleConditions></imsss:preConditionRule></imsss:sequencingRules>'
    deep = "<imsss:sequencing>" * 200 + rules * 5_000 + "</imsss:sequencing>" * 200
    return manifest(f"{SCORM2004}<organizations><organization identifier='o'>{deep}</organization></organizations></manifest>")


def deep_blocks() -> bytes:
    deep = '<block id="b">' * 240 + "<au/>" * 30_000 + "</block>" * 240
    return manifest(f"{CMI5}{deep}</courseStructure>", "cmi5.xml")


def deep_descriptions() -> bytes:
    deep = "<general><description>" * 120 + "x" * 3_000_000 + "</description></general>" * 120
    return manifest(f"{SCORM12}{deep}</manifest>")


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "links without an end": (lambda: page(b"<link " * 300_000 + b"http://"), ""),
    "links with blanks": (lambda: page(b"<link" + b" " * 2_000_000 + b"href" + b" " * 2_000_000 + b"http://"), ""),
    "200,000 attributes in a tag": (lambda: page(b"<a " + b"".join(b"x%d=1 " % number for number in range(200_000)) + b">"), ""),
    "8 million attributes without a value": (lambda: page(b"<a " + b"b " * 8_000_000 + b">"), ""),
    "quotes that never end": (lambda: page(b"""<a b="<a b='""" * 500_000), ""),
    "comments without an end": (lambda: page(b"<!--" * 1_000_000), ""),
    "addresses of styles": (lambda: stored(("index.html", b"x"), ("a.css", b"url( " * 1_000_000 + b"http://" * 500_000)), ""),
    "190,000 addresses": (lambda: page(b"".join(b"<img src=http://a%d>" % number for number in range(190_000))), "PKG025"),
    "2,000 files of zeros": (zeros, "PKG006"),
    "200 MB of dense pages": (dense_pages, "PKG042"),
    "empty deflate blocks": (empty_blocks, "PKG006"),
    "entries that share bytes": (shared_bytes, "PKG006"),
    "200,000 entries": (long_list, "PKG006"),
    "a list of a gigabyte that is not there": (long_comment_in_list, "PKG001"),
    "ZIP64 that lies": (zip64_lies, "PKG001"),
    "paths 2,000 folders deep": (deep_names, "PKG003"),
    "20,000 unsafe paths": (links, "PKG003"),
    "entities in text": (lambda: entities("text"), "PKG021"),
    "entities in an attribute": (lambda: entities("attribute"), "PKG020"),
    "100,000 elements deep": (lambda: manifest("<a>" * 100_000 + "</a>" * 100_000), "PKG020"),
    "1,000,000 elements": (lambda: manifest(SCORM12 + "<a/>" * 900_000 + "</manifest>"), "PKG043"),
    "100,000 attributes": (lambda: manifest(SCORM12 + "<a " + " ".join(f"x{n}=''" for n in range(100_000)) + "/></manifest>"), "S12"),
    "a manifest of 300 MB": (lambda: manifest(SCORM12 + " " * 300_000_000), "PKG043"),
    "30,000 references": (references, "S12006"),
    "15,000 missing files": (missing_files, "S12010"),
    "items 240 deep": (deep_items, "S12"),
    "sequencing 200 deep": (nested_sequencing, "S04"),
    "blocks 240 deep": (deep_blocks, "CM5"),
    "3 MB of text 240 deep": (deep_descriptions, "S12018"),
    "a mastery score of a million digits": (lambda: manifest(CMI5 + '<au masteryScore="0.' + "1" * 1_000_000 + '"/></courseStructure>', "cmi5.xml"), "CM5"),
    "an id of 3 MB": (lambda: manifest(TINCAN + '<activity id="http://' + "a" * 3_000_000 + '" type="x' + ":" * 900_000 + '"/></activities></tincan>', "tincan.xml"), "XAP"),
}
