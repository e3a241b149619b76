/** Where a text comes to a firm's registered business, -1 where it does not. */
export function businessAt(text: string): number {
  return text.includes("经营范围") ? text.search(BUSINESS) : -1;
}

const BUSINESS = /经营范围均?(?:包括|包含|涵盖|含|为|涉及|[：:])/u;

/** What has long been so of a house or a person, and is no news: 成立于2009年. */
export function isHistory(text: string): boolean {
  return HISTORY.test(text) || businessAt(text) >= 0;
}

/** What a register says of a house: news of a short article (某公司成立，注册资本1亿元), but not of a long one. */
export function isBackground(text: string): boolean {
  return isHistory(text) || REGISTER.test(text) || OWN_WORK.test(text);
}

/** What a paper says of itself. */
const OWN_WORK = /我们[^，]{0,20}(?:进行|开展)[^，]{0,6}(?:调研|交流|点评)$|重点分析了|^介绍了/u;
const HISTORY = /^(?:[^，：]{2,20}：)?(?:以往|往年)|成立于|迎来成立\d+周年|总部位于|历任|毕业于/u;
const REGISTER =
  /注册成立|注册资本|注册地址|法定代表人|统一社会信用代码|未经审计|[甲乙丙]方|实缴|工商登记|登记注册|一家[^，]{2,16}(?:公司|机构|平台|服务商)$/u;
