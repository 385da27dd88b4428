const DIGITS = '〇一二三四五六七八九';
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';

/**
 * A number as Word writes it in a `w:numFmt` (ECMA-376 17.18.59 ST_NumberFormat). Formats that run out of signs
 * (① to ⑳, 甲 to 癸) go on in plain digits, as Word does; formats of other scripts are plain digits.
 */
export function formatNumber(value: number, format: string, pattern = ''): string {
  switch (format) {
    case 'none':
    case 'bullet':
      return '';
    case 'chineseCounting':
    case 'taiwaneseCounting':
    case 'japaneseCounting':
    case 'koreanCounting':
      // Above ninety-nine these count sign by sign, the «thousand» formats with 百 and 千.
      return value < 100
        ? counted(value, DIGITS, ['', '十', '百', '千'], true)
        : signBySign(value, '○一二三四五六七八九');
    case 'chineseCountingThousand':
    case 'taiwaneseCountingThousand':
    case 'japaneseDigitalTenThousand':
      return counted(value, `零${DIGITS.slice(1)}`, ['', '十', '百', '千'], true);
    case 'ideographDigital':
    case 'taiwaneseDigital':
      return signBySign(value, DIGITS);
    case 'chineseLegalSimplified':
      return counted(value, '零壹贰叁肆伍陆柒捌玖', ['', '拾', '佰', '仟'], false);
    case 'ideographLegalTraditional':
    case 'japaneseLegal':
      return counted(value, '零壹貳參肆伍陸柒捌玖', ['', '拾', '佰', '仟'], false);
    case 'ideographTraditional':
      return STEMS[value - 1] ?? String(value);
    case 'ideographZodiac':
      return BRANCHES[value - 1] ?? String(value);
    case 'ideographZodiacTraditional':
      return value >= 1 && value <= 60
        ? `${STEMS[(value - 1) % 10]}${BRANCHES[(value - 1) % 12]}`
        : String(value);
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return enclosed(value, 0x2460, 20);
    case 'decimalEnclosedParen':
      return enclosed(value, 0x2474, 20);
    case 'decimalEnclosedFullstop':
      return enclosed(value, 0x2488, 20);
    case 'ideographEnclosedCircle':
      return enclosed(value, 0x3280, 10);
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return [...String(value)].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'numberInDash':
      return `- ${value} -`;
    case 'upperRoman':
      return roman(value);
    case 'lowerRoman':
      return roman(value).toLowerCase();
    case 'upperLetter':
      return letters(value);
    case 'lowerLetter':
      return letters(value).toLowerCase();
    case 'ordinal':
      return `${value}${ordinalEnding(value)}`;
    case 'hex':
      return value.toString(16).toUpperCase();
    case 'custom':
      // «001, 002, 003, ...»: leading zeros up to the width of the first sample.
      return String(value).padStart(/^0*1(?=,)/.exec(pattern)?.[0].length ?? 1, '0');
    default:
      return String(value);
  }
}

function enclosed(value: number, first: number, count: number): string {
  return value >= 1 && value <= count ? String.fromCharCode(first + value - 1) : String(value);
}

function signBySign(value: number, signs: string): string {
  return [...String(value)].map((digit) => signs[Number(digit)] ?? digit).join('');
}

/** Chinese counting below 100 million. `bareTen` writes 十一, else 一十一 (壹拾壹). */
function counted(value: number, signs: string, places: readonly string[], bareTen: boolean): string {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 100_000_000) return String(value);
  if (value >= 10_000) {
    const rest = value % 10_000;
    const gap = rest > 0 && rest < 1000 ? signs[0] : '';
    const tail = rest === 0 ? '' : counted(rest, signs, places, false);
    return `${counted(Math.floor(value / 10_000), signs, places, bareTen)}万${gap}${tail}`;
  }
  if (value === 0) return signs[0] as string;
  let written = '';
  let gap = false;
  const digits = String(value);
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[at]);
    if (digit === 0) {
      gap = true;
      continue;
    }
    if (gap) written += signs[0];
    gap = false;
    written += `${signs[digit]}${places[digits.length - 1 - at]}`;
  }
  const ten = `${signs[1]}${places[1]}`;
  return bareTen && value < 20 && written.startsWith(ten) ? written.slice(1) : written;
}

function roman(value: number): string {
  if (value < 1 || value > 32_767) return String(value);
  const steps: readonly (readonly [number, string])[] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let rest = value;
  let written = '';
  for (const [size, sign] of steps) {
    written += sign.repeat(Math.floor(rest / size));
    rest %= size;
  }
  return written;
}

/** A … Z, AA, BB …: Word repeats the letter. */
function letters(value: number): string {
  if (value < 1 || value > 780) return String(value);
  return String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}

function ordinalEnding(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  return teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
}
