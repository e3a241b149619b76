import { createFinder, type Found } from "../../../src/summarize/gate/words.js";

interface Told {
  headline: string;
  text: string;
}

/** What follows the name of a listed company, or of whoever publishes something, at a sentence's start. */
const PUBLISHES =
  /(?<=^|[。\s>])([\p{Script=Han}A-Za-z]{2,8}?)(?=(?:日前|近日|最新|最新发布|发布|今日|午间|晚间|早间)?(?:公告|研报|研究报告)[，称：指表认])/gu;
const LISTED =
  /(?<=^|[，。；、“”（：\s>])([\p{Script=Han}A-Za-z]{2,8}?)(?=[(（](?:\d{6}|0\d{3,4}\.HK|[A-Z]{1,5}\.[A-Z]|证券简称|股票代码))/gu;
const ENDING =
  "银行|证券|集团|基金|信托|保险|人寿|财险|委员会|交易所|总局|大学|科技|股份|资本|期货|汽车|控股|药业|重工|医疗|部|局|委|署|组织|央行|法院|检察院|协会";
const SPOKEN = new RegExp(
  `(?<=^|[，。；、“”（\\s>])([\\p{Script=Han}A-Za-z]{2,8}?(?:${ENDING}))(?=[：、“”]|公告|表示|宣布|发布|称，|披露|指出|认为|印发|回应|通报|决定|与|签署|联合|将)`,
  "gu",
);
const HEADED = new RegExp(`^([\\p{Script=Han}A-Za-z]{1,8}(?:${ENDING}))(?=[：:])`, "gu");

/** What the patterns take for a name and is a word, or has one in it. */
const NOBODY = new RegExp(
  [
    "^(?:全资|控股|旗下|其|该|本|上述|同|此外|由|与|和|在|对|向|将|为|从|据|以|因|使|让|但|而|且|指|予|他|各|某|[一二两三四五]|部分|所有|根据|截至|当时|现任|后者|已|今|周|近日|日前|记者|有关|相关|参股|持续|推动|支持|构建|稳定|筑牢|强化|发展|加强|加上|鼓励|回购|注册|首款|出租|电动|混合动力|并购|全球|产业|大型|中小|民营|国有|外资|商业|明确|召开|涵盖|多[家个]|重点|越来越多|更能|推出|针对|净流出|早间|后续|下一步|逢低|绿色|养老|耐心|金融界)",
    "(?:子公司|内部|外部|[东西南北中干头]部|局部|总部|半导体|燃料汽车|新能源汽车|智能汽车|商业银行|投资银行|中央银行|高科技|金融科技|生物科技|交易所|常委|策略|布局|格局|ETF.*|竞争.*)$(?<!.{2}交易所)",
    "公司|报告|公告|分析师|业务|项目|股东|发布|发表|要求|认为|预计|预期|普遍|引述|今日|披露|[与将予为在]",
    "^.?(?:部|局|委|署|科技|股份|资本|期货|汽车|控股|医疗|保险|基金|集团|银行|证券|协会|组织|委员会)$",
  ].join("|"),
  "u",
);
/** A name of this many patterns is no accident of one sentence. */
const OFTEN = 2;

/** Finds organisations of which the news itself, in any of its texts, speaks as of organisations. */
export function createOrganisationFinder(told: Told[]): (text: string) => Found[] {
  const counts = new Map<string, number>();
  const note = (name: string, weight: number) => counts.set(name, (counts.get(name) ?? 0) + weight);
  for (const { headline, text } of told) {
    for (const [pattern, where, weight] of [
      [PUBLISHES, text, OFTEN],
      [LISTED, text, OFTEN],
      [HEADED, headline, OFTEN],
      [SPOKEN, text, 1],
    ] as const) {
      for (const [name] of where.matchAll(pattern)) if (!NOBODY.test(name)) note(name, weight);
    }
  }
  return createFinder([...counts].flatMap(([name, count]) => (count >= OFTEN ? [name] : [])));
}
