/** Numbers as people type them: the browser's half of `typed_number.py`, which has the rule; tests/vectors/typed_numbers.json holds both. */

/** The most digits that can be compared exactly. */
const MOST_DIGITS = 15;

const THOUSANDS = /^(?:\d*|\d{1,3}([., '])\d{3}(?:\1\d{3})*|\d{1,2}(?:,\d\d)+,\d{3})$/;
const ONE_COMMA = /^[1-9]\d{0,2},\d{3}$/;
const ONE_POINT = /^[1-9]\d{0,2}\.\d{3}$/;

const onlyDigits = (text: string): string => text.replace(/\D/g, "");

/** What is typed without unit and sign, and whether the sign is a minus. Both are in the form in which typed texts are compared. */
function digitsOf(key: string, unit: string): [digits: string, minus: boolean] {
  const sign = /^[+-]?/.exec(key)?.[0] ?? "", rest = key.slice(sign.length).trim();
  const bare = (unit && rest.startsWith(unit) ? rest.slice(unit.length) : unit && rest.endsWith(unit) ? rest.slice(0, -unit.length) : rest).trim();
  const inner = sign ? "" : /^[+-]?/.exec(bare)?.[0] ?? "";
  const digits = bare.slice(inner.length).trim().replace(/ ?([.,'\u00b7]) ?/g, "$1").replace(/\u00b7/g, ".");
  return [digits, (sign || inner) === "-"];
}

/** What stands before the decimal mark, and after it. */
function splitDecimals(digits: string): [whole: string, fraction: string] {
  const comma = digits.lastIndexOf(","), point = digits.lastIndexOf("."), at = Math.max(comma, point);
  const alone = Math.min(comma, point) < 0, once = digits.indexOf(digits.charAt(at)) === at;
  return at < 0 || (alone && !once) || ONE_COMMA.test(digits) ? [digits, ""] : [digits.slice(0, at), digits.slice(at + 1)];
}

/** `+£1,234.50` -> `1234.50`; empty where it is no number. */
export function parseNumber(key: string, unit: string): string {
  const [digits, minus] = digitsOf(key, unit), count = onlyDigits(digits).length;
  const [whole, fraction] = splitDecimals(digits);
  if (!count || count > MOST_DIGITS || !THOUSANDS.test(whole) || /\D/.test(fraction)) return "";
  const value = (onlyDigits(whole).replace(/^0+(?=\d)/, "") || "0") + (fraction && `.${fraction}`);
  return minus && Number(value) ? `-${value}` : value;
}

/**
 * Whether what is typed is one number to some people and another one to others, and the answers asked for are such that both make sense:
 * `1,234` where an answer has decimals, `1.234` where an answer is a whole number of a thousand or more.
 */
export function isAmbiguous(key: string, unit: string, accepted: string[]): boolean {
  const [digits] = digitsOf(key, unit), fractions = accepted.some((number) => /\.\d*[1-9]/.test(number));
  return fractions ? ONE_COMMA.test(digits) : ONE_POINT.test(digits) && accepted.some((number) => /\d{4}/.test(number));
}
