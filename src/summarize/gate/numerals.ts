const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const SMALL: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const LARGE: Record<string, number> = { 万: 1e4, 亿: 1e8 };

/** 一万二千 is 12000, 百亿 is 1e10, 二〇二二 is 2022, 三点五 is 3.5. Undefined where the characters are no number. */
export function chineseNumeral(written: string): number | undefined {
  const [whole = "", fraction] = written.split("点");
  if (whole === "") return undefined;
  const value = /^[零〇一二三四五六七八九]{2,}$/u.test(whole)
    ? Number([...whole].map((digit) => DIGITS[digit]).join(""))
    : wholeNumber(whole);
  if (value === undefined || fraction === undefined) return value;
  const digits = [...fraction].map((digit) => DIGITS[digit]);
  return digits.some((digit) => digit === undefined) ? undefined : value + Number(`0.${digits.join("")}`);
}

function wholeNumber(written: string): number | undefined {
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  for (const char of written) {
    const large = LARGE[char];
    const small = SMALL[char];
    if (large !== undefined) {
      const below = section + (digit ?? 0);
      // 万亿 multiplies what stands before it; 一亿二万 adds.
      if (below === 0 && total > 0) total *= large;
      else total += (below === 0 ? 1 : below) * large;
      section = 0;
      digit = undefined;
    } else if (small !== undefined) {
      section += (digit ?? 1) * small;
      digit = undefined;
    } else {
      const value = DIGITS[char];
      if (value === undefined || (digit !== undefined && digit !== 0)) return undefined;
      digit = value;
    }
  }
  return total + section + (digit ?? 0);
}
