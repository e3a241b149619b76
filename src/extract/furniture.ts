/**
 * Lines that stand around an article on its page and tell nothing of it. A rule judges a whole block; `longest` keeps it
 * off running text that happens to begin alike. A new kind of furniture is a new row.
 */
const FURNITURE: { line: RegExp; longest: number }[] = [
  // The source site: footer links, an empty original link, the tags under a post.
  {
    line: /^(?:[\s｜|»·[【]*返回[^，。；｜|返]{0,20}(?:首页|主页|新闻|消息|频道|列表|目录|顶部|上一页)[\s｜|»·\]】]*)+$/,
    longest: 80,
  },
  { line: /^<\s*>$/, longest: 5 },
  { line: /^tags\s*[:：]/i, longest: 80 },
  { line: /^[（(]GMT\+8.*\d{2}:\d{2}:\d{2}$/, longest: 60 },
  // EastMoney: chart captions, editors, prompts to open the app.
  { line: /^K图\s*\w+$/, longest: 30 },
  {
    line: /^[（(【[]?(?:图片|图表|图像|配图|题图|封面图?|数据|资料|视频)(?:来源|来自|源自)\s*[：:]/,
    longest: 50,
  },
  { line: /^[（(【[]?(?:图源|配图|制图|摄影|摄)\s*[：:/|]/, longest: 40 },
  { line: /^[（(]?(?:责任|见习|值班)?(?:编辑|责编|校对|审核|审读|排版|监制|制作)\s*[：:丨|/]/, longest: 60 },
  {
    line: /^(?:点击|长按|扫描|识别|微信扫|打开).{0,20}(?:二维码|APP|阅读原文|查看全文|查看更多|扫一扫)/i,
    longest: 50,
  },
  {
    line: /^(?:[[【]?(?:点击)?(?:查看|阅读)原文[\]】]?|原文链接|分享到.{0,12}|举报|上一篇\s*[：:].*|下一篇\s*[：:].*)$/,
    longest: 80,
  },
  { line: /^(?:手机上阅读文章|提示：微信扫一扫|分享到您的|朋友圈)$/, longest: 20 },
  { line: /^【?(?:摘要|导读|核心提示)】?[：:]?$/, longest: 8 },
  // Morning papers in Markdown.
  {
    line: /^(?:\d{2}-\d{2}\s*\d{2}:\d{2})?\s*(?:Wind\b)?\s*(?:EnRA\+A-)?\s*(?:收藏到\s*AliceBox)?$/,
    longest: 60,
  },
  { line: /^[（(]本期视频由.{1,30}[）)]$/, longest: 50 },
  { line: /^重要经济日程\s*[：:]?$/, longest: 10 },
  { line: /^\{IMG:\d+\}$/, longest: 12 },
  { line: /^无[。]?$/, longest: 2 },
  // Disclaimers: only with the words that lawyers need, since a bank's own 郑重声明 is news.
  {
    line: /^(?:免责声明|版权声明|风险提示)\s*[：:]?.*(?:投资建议|风险自担|风险自负|需谨慎|立场|授权|法律责任|转载|仅供参考|不代表)/,
    longest: 600,
  },
  {
    line: /^(?:郑重|特别|风险)声明\s*[：:]?.*(?:投资建议|风险自担|风险自负|立场无关|本网|仅供参考)/,
    longest: 600,
  },
  { line: /^(?:免责声明|版权声明|风险提示)[：:]?$/, longest: 6 },
  { line: /^(?:市场|股市|投资)有风险，\s*(?:投资|入市|决策)需?谨慎/, longest: 120 },
];

const LONGEST = Math.max(...FURNITURE.map(({ longest }) => longest));

export function isFurniture(text: string): boolean {
  if (text.length > LONGEST) return false;
  return FURNITURE.some(({ line, longest }) => text.length <= longest && line.test(text));
}
