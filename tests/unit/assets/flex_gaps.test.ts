/** Margins for browsers that know no `gap` between boxes in a row. */

import assert from "node:assert/strict";
import { test } from "node:test";
import postcss from "postcss";
import { addMargins } from "../../../templates/assets/flex_gaps.mjs";

/** What a sheet gets besides. */
function added(css: string): string {
  const whole = addMargins(postcss.parse(css)).toString();
  assert.ok(whole.startsWith(css), "the sheet itself stays as it is");
  return whole.slice(css.length).trim();
}

const inPlace = (rules: string): string => `@supports not (inset: 0){${rules}}`;

for (const [what, css, rules] of [
  ["a row", ".a{display:flex;gap:1rem}", ".a{gap:0}.a>:not(:last-child){margin-right:1rem!important}"],
  ["a row of an inline box", ".a{display:inline-flex;column-gap:1rem}", ".a{gap:0}.a>:not(:last-child){margin-right:1rem!important}"],
  ["a row that wraps", ".a{display:flex;flex-wrap:wrap;gap:1rem 2rem}", ".a{gap:0}.a>:not(:last-child){margin-right:2rem!important;margin-bottom:1rem!important}"],
  ["a row that wraps without space between its lines", ".a{display:flex;flex-wrap:wrap;column-gap:2rem}", ".a{gap:0}.a>:not(:last-child){margin-right:2rem!important}"],
  ["a column", ".a{display:flex;flex-direction:column;gap:1rem}", ".a{gap:0}.a>:not(:last-child){margin-bottom:1rem!important}"],
  ["sizes that are reckoned", ".a{display:flex;flex-wrap:wrap;gap:calc(1px + 1rem) 2px}", ".a{gap:0}.a>:not(:last-child){margin-right:2px!important;margin-bottom:calc(1px + 1rem)!important}"],
  ["several selectors", ".a,.b .c{display:flex;gap:1px}", ".a,.b .c{gap:0}.a>:not(:last-child),.b .c>:not(:last-child){margin-right:1px!important}"],
  ["two rules of one size", ".a{display:flex;gap:1px}.b{display:flex;gap:1px}", ".a,.b{gap:0}.a>:not(:last-child),.b>:not(:last-child){margin-right:1px!important}"],
] as const) {
  test(`${what} gets margins`, () => {
    assert.equal(added(css), inPlace(rules));
  });
}

test("what stands under a condition gets its margins under the same", () => {
  const css = "@media (min-width: 40em){.a{display:flex;gap:1rem}}";
  assert.equal(added(css), `@media (min-width: 40em){${inPlace(".a{gap:0}.a>:not(:last-child){margin-right:1rem!important}")}}`);
});

for (const [what, change, margins] of [
  ["another direction", "flex-direction:column", "margin-right:0!important;margin-bottom:1rem!important"],
  ["another gap", "column-gap:3rem", "margin-right:3rem!important;margin-bottom:1rem!important"],
  ["one line only", "flex-wrap:nowrap", "margin-right:2rem!important;margin-bottom:0!important"],
] as const) {
  test(`a box that gets ${what} under a condition gets other margins there, after its first ones`, () => {
    const css = `.a{display:flex;flex-wrap:wrap;gap:1rem 2rem}@media (max-width: 40em){.a{${change}}}`;
    assert.equal(added(css), inPlace(".a{gap:0}.a>:not(:last-child){margin-right:2rem!important;margin-bottom:1rem!important}")
      + `@media (max-width: 40em){${inPlace(`.a{gap:0}.a>:not(:last-child){${margins}}`)}}`);
  });
}

for (const css of [".a{display:grid;gap:1rem}", ".a{display:flex}", ".a{display:flex;gap:0}", ".a{gap:1rem}", "@media print{.a{display:flex;gap:1rem}}"]) {
  test(`nothing is added where there is no such gap, or no screen: ${css}`, () => {
    assert.equal(addMargins(postcss.parse(css)).toString(), css);
  });
}
