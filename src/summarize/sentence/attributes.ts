/** Tells no more than a term, a reason, an amount, an aim or a permit's validity: of what, the clause before says. */
export const ATTRIBUTE =
  /^(?:(?:[借贷融]款|债券|票据|执行|合作)?期限|到期日|(?:减持|增持|转让|回购|变动)原因|注册额度|本?批复|中标金额|目的)(?:[为是]|自[\d本印通即《同]|延[长至]|达\d)(?!\d+[天年个月]+的)/u;
