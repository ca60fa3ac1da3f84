"""Drawings as programs save them: the same features in the same places, drawn anew for the tests."""

from __future__ import annotations

from typing import Final

ROOT: Final = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 120" width="200" height="120"'


def svg(inner: str, attributes: str = "", before: str = "") -> str:
    return f"{before}<svg {ROOT} {attributes}>{inner}</svg>"


# fmt: off
DRAWINGS: Final[dict[str, str]] = {
"inkscape": svg("""
<sodipodi:namedview id="nv" pagecolor="#fff" inkscape:zoom="2"/><metadata><rdf:RDF><cc:Work rdf:about=""><dc:title>x</dc:title></cc:Work></rdf:RDF></metadata>
<defs id="d"><linearGradient id="lg"><stop style="stop-color:#005eb8;stop-opacity:1" offset="0"/><stop style="stop-color:#ffb81c;stop-opacity:0.5" offset="1"/></linearGradient></defs>
<g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1" style="display:inline;stroke-linejoin:round">
<rect style="fill:url(#lg);fill-opacity:1;stroke:#003087;stroke-width:3.5;stroke-dasharray:8, 4;-inkscape-stroke:none;paint-order:stroke fill markers" width="90" height="60" x="10" y="10" ry="6"/>
<path sodipodi:nodetypes="cc" style="fill:none;stroke:#d5281b;stroke-width:2px;stroke-linecap:round" d="M 110 20 C 140 90 160 0 190 70"/>
<text xml:space="preserve" style="font-style:normal;font-weight:bold;font-size:14px;line-height:1.25;font-family:Arial;-inkscape-font-specification:'Arial Bold';text-anchor:middle;fill:#212b32" x="100" y="100"><tspan sodipodi:role="line" x="100" y="100" style="font-size:16px">Inkscape</tspan></text></g>""",
 'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" inkscape:version="1.3"',
 '<?xml version="1.0" encoding="UTF-8"?>\n<!-- Created with Inkscape -->\n'),
"illustrator": svg("""<style type="text/css">
	.st0{fill:#005EB8;}
	.st1{fill:none;stroke:#FFB81C;stroke-width:4;stroke-miterlimit:10;}
	.st2,.st3{font-family:'ArialMT'; font-size:18px;}
	.st3{fill:#FFFFFF !important;}
	#top{opacity:.5}
	circle.st0{fill:#007F3B}
</style>
<g><rect x="10" y="10" class="st0" width="80" height="50"/><circle class="st0 st1" cx="140" cy="40" r="30" fill="red"/><text transform="matrix(1 0 0 1 20 100)" class="st3" style="fill:#000">Words</text><g id="top"><rect class="st0" x="60" y="70" width="100" height="40"/></g></g>""",
 'version="1.1" id="Layer_1" x="0px" y="0px" style="enable-background:new 0 0 200 120;" xml:space="preserve"',
 '<?xml version="1.0" encoding="utf-8"?>\n<!-- Generator: Adobe Illustrator -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'),
"figma": svg("""<g clip-path="url(#clip0)"><rect width="200" height="120" fill="white"/><rect x="20" y="20" width="160" height="80" rx="12" fill="#41B6E6" style="fill:#41B6E6;fill:color(display-p3 0.2549 0.7137 0.9020);fill-opacity:1;"/><g filter="url(#f0)"><circle cx="60" cy="60" r="22" fill="white" style="mix-blend-mode:normal"/></g></g>
<defs><filter id="f0" x="0" y="0" width="200" height="120" filterUnits="userSpaceOnUse" color-interpolation-filters="sRGB"><feFlood flood-opacity="0" result="b"/><feColorMatrix in="SourceAlpha" type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 127 0" result="hardAlpha"/><feOffset dy="4"/><feGaussianBlur stdDeviation="4"/><feBlend mode="normal" in2="b" result="e"/><feBlend mode="normal" in="SourceGraphic" in2="e"/></filter><clipPath id="clip0"><rect width="200" height="120" fill="white"/></clipPath></defs>""",'fill="none"'),
"powerpoint": svg("""<defs><clipPath id="clip0"><rect x="5" y="5" width="180" height="110"/></clipPath></defs><g clip-path="url(#clip0)"><rect x="10" y="10" width="100" height="70" stroke="#172C51" stroke-width="2.66667" stroke-miterlimit="8" fill="#4472C4" fill-rule="evenodd"/><text fill="#FFFFFF" font-family="Calibri,Calibri_MSFontService,sans-serif" font-weight="400" font-size="24" transform="matrix(1 0 0 1 20 50)">Slide</text></g>""",'overflow="hidden"'),
"matplotlib": svg("""<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata><defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style></defs><g id="f"><path d="M 0 120 L 200 120 L 200 0 L 0 0 z" style="fill: #ffffff"/><path d="M10 100 L60 30 L110 90 L190 20" style="fill: none; stroke: #1f77b4; stroke-width: 6; stroke-linecap: square"/><defs><path id="m" d="M0 0v8" style="stroke:#000;stroke-width:.8"/></defs><use xlink:href="#m" x="30" y="100" style="stroke: #000000; stroke-width: 0.8"/></g>"""),
"svglite": svg("""<defs><style type='text/css'><![CDATA[
    .svglite line, .svglite polyline, .svglite rect { fill: none; stroke: #000000; stroke-linejoin: round; stroke-miterlimit: 10.00; }
    .svglite > g > text { white-space: pre; font-weight: bold }
  ]]></style></defs><rect width='100%' height='100%' style='stroke: none; fill: #FFFFFF;'/><g><line x1='10' y1='10' x2='190' y2='100' style='stroke-width: 3.2; stroke: #d5281b;'/><polyline points='20,100 60,20 100,100'/><text x='100' y='60' style='font-size: 12.00px; font-family: "Arial";' textLength='40px' lengthAdjust='spacingAndGlyphs'>label</text></g>""",'class="svglite"'),
"important": svg("""<style>rect{fill:red} .a{fill:green!important} #b{fill:blue} g rect.c{fill:orange} g .c{fill:black} @media print{rect{fill:black}} rect:hover{fill:pink}</style>
<rect width="40" height="40"/><rect x="50" width="40" height="40" class="a" id="b" style="fill:yellow"/><rect x="100" width="40" height="40" id="b2" class="b" fill="purple"/><g><rect y="50" width="40" height="40" class="c"/><rect x="50" y="50" width="40" height="40" class="c" style="fill:yellow"/></g>"""),
"geometry": svg("""<style>circle{cx:50px;cy:60px;r:30px} rect{width:40px;height:40px;x:120px;y:20px;transform:translate(5px,5px) rotate(10deg)} text{font:italic bold 20px/1.2 Arial, sans-serif}</style><circle fill="#005eb8"/><rect fill="#d5281b"/><text x="100" y="110">font</text>"""),
"variables": svg("""<style>:root{--main:#005eb8;--w:4}.x{fill:var(--main);stroke:var(--none,#ffb81c);stroke-width:var(--w)}</style><rect class="x" x="20" y="20" width="100" height="60"/>"""),
"unitless": svg("""<text x="10" y="50" style="font-size:40;fill:#005eb8">small</text><text x="10" y="100" style="font-size:40px">large</text>"""),
"no namespace prefix": '<?xml version="1.0"?><svg:svg xmlns:svg="http://www.w3.org/2000/svg" viewBox="0 0 200 120" width="200" height="120"><svg:rect width="100" height="60" style="fill:#005eb8"/></svg:svg>',
"markers": svg("""<defs><marker id="m" markerWidth="6" markerHeight="6" refX="3" refY="3"><circle cx="3" cy="3" r="2" style="fill:#d5281b"/></marker></defs><path d="M20 20L100 60L180 20" style="fill:none;stroke:#000;stroke-width:4;marker:url(#m)"/>"""),
}
# fmt: on
"""Program or feature -> drawing. Each looks the same before and after, by Chromium's eyes (`tests/browser/test_drawings_as_elsewhere.py`)."""

# fmt: off
DRAW_IO: Final = svg("""<defs/><g><rect x="10" y="10" width="120" height="60" rx="9" ry="9" fill="#dae8fc" stroke="#6c8ebf" pointer-events="all" style="fill: light-dark(rgb(218, 232, 252), rgb(29, 41, 59)); stroke: light-dark(rgb(108, 142, 191), rgb(92, 121, 163));"/>
<g transform="translate(-0.5 -0.5)"><switch><foreignObject pointer-events="none" width="100%" height="100%" requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility" style="overflow: visible; text-align: left;"><div xmlns="http://www.w3.org/1999/xhtml" style="display: flex;"><div>Start</div></div></foreignObject><text x="70" y="44" fill="rgb(0, 0, 0)" font-family="Helvetica" font-size="12px" text-anchor="middle">Start</text></switch></g></g>
<switch><g requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"/><a transform="translate(0,-5)" xlink:href="https://www.drawio.com/doc/faq/svg-export-text-problems" target="_blank"><text text-anchor="middle" font-size="10px" x="50%" y="100%">Text is not SVG - cannot display</text></a></switch>""",
 'style="background: #ffffff; background-color: light-dark(#ffe0e0, var(--ge-dark-color, #121212)); color-scheme: light dark;" content="&lt;mxfile host=&quot;app.diagrams.net&quot;/&gt;" version="1.1"',
 '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n')
# fmt: on
"""Its words are those of a web page; plain text stands beside them, for programs that show no web pages."""
