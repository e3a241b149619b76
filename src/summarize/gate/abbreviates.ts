/** 中国工商银行 as 工商银行, 北京证券交易所 as 北交所: the characters in their order, close together. */
export function abbreviates(name: string, text: string): boolean {
  const first = name.charAt(0);
  for (let start = text.indexOf(first); start >= 0; start = text.indexOf(first, start + 1)) {
    let at = 0;
    for (const char of text.slice(start, start + name.length * 4)) {
      if (/[,;。!?:]/u.test(char)) break;
      if (char === name.charAt(at)) at += 1;
    }
    if (at === name.length) return true;
  }
  return false;
}
