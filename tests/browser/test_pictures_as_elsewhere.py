"""A sheet of pictures of every make: what a package carries looks as the author's own file does, by Chromium's eyes."""

from __future__ import annotations

import base64
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from builder.pages.assets import pack_picture
from tests.unit.pages.raster_samples import SAMPLES

pytestmark = pytest.mark.undrawn

TYPES: Final = {"jpg": "jpeg"}
MEAN, MOST = 2.0, 24
"""How far colours may be apart, of 255: a JPEG that is saved once more differs by some 1 in the mean, 12 at its worst dot."""

DIFFERENCE: Final = """async ([before, after]) => {
  const dots = async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  };
  const [one, two] = [await dots(before), await dots(after)];
  const apart = [...one.data].map((value, at) => {
    const seen = at % 4 === 3 ? 1 : Math.min(one.data[at | 3], two.data[at | 3]) / 255;
    return Math.abs(value - two.data[at]) * seen;
  });
  return {
    sizes: [[one.width, one.height], [two.width, two.height]],
    mean: apart.reduce((sum, value) => sum + value, 0) / apart.length,
    most: Math.max(...apart),
  };
}"""


def address(name: str, content: bytes) -> str:
    ending = name.rpartition(".")[2]
    return f"data:image/{TYPES.get(ending, ending)};base64,{base64.b64encode(content).decode()}"


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Page:
    return browser.new_page()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_picture_looks_as_it_does_elsewhere(name: str, sheet: Page) -> None:
    packed, files = pack_picture(f"media/{name}", SAMPLES[name])
    seen = sheet.evaluate(DIFFERENCE, [address(name, SAMPLES[name]), address(packed.path, files[packed.path])])
    assert seen["sizes"][0] == seen["sizes"][1] == [packed.width, packed.height]
    assert seen["mean"] < MEAN
    assert seen["most"] < MOST
