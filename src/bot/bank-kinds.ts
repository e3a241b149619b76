import type { bankSchema } from "../tag/dictionary.js";

type BankType = (typeof bankSchema.shape.type.options)[number];

/** Kinds of bank that people follow -> what they are called, first as they are shown. */
const BANK_KINDS: Partial<Record<BankType, [string, ...string[]]>> = {
  国有: ["国有大行", "国有行", "国有银行", "国有大型银行", "大行", "六大行"],
  股份: ["股份行", "股份制银行", "股份银行", "全国性股份制银行"],
  城商: ["城商行", "城市商业银行"],
  农商: ["农商行", "农村商业银行"],
  政策: ["政策行", "政策性银行"],
  民营: ["民营银行", "民营行"],
  外资: ["外资行", "外资银行"],
  境外央行: ["境外央行", "外国央行"],
  多边: ["多边机构", "多边开发银行"],
};

const TYPES = new Map<string, string>(
  Object.entries(BANK_KINDS).flatMap(([type, said]) => said.map((word): [string, string] => [word, type])),
);

/** The kind that a word means, as data/banks.json has it. */
export const bankKind = (said: string): string | undefined => TYPES.get(said);

/** 城商行 for 城商. */
export function kindInWords(type: string): string {
  const [, said] = Object.entries(BANK_KINDS).find(([kind]) => kind === type) ?? [];
  return said?.[0] ?? type;
}
