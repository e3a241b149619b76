import { describe, expect, it } from "vitest";
import { relationOf, tell } from "./stream.js";

const grant = {
  at: "2026-03-05 10:02",
  title: "云溪银行：向北岭水务提供绿色贷款18.6亿元",
  text: "云溪银行3月5日发布公告，该行与北岭水务集团签订绿色贷款合同，金额18.6亿元，期限12年，用于北岭市三座污水处理厂的扩建。",
};

describe("the same event told twice", () => {
  it("joins a report that another feed rewrote", async () => {
    const rewritten = {
      at: "2026-03-05 10:31",
      title: "北岭水务获云溪银行18.6亿元绿色贷款",
      text: "据云溪银行公告，北岭水务集团将获得该行18.6亿元绿色贷款，期限为12年，资金投向北岭市三座污水处理厂扩建工程。（某财经网）",
    };
    expect(await relationOf(grant, rewritten)).toBe("same");
  });

  it("joins a flash without a title and the fuller report of the same minute", async () => {
    const flash = {
      at: "2026-03-05 14:00",
      text: "财联社3月5日电，诺曼央行行长哈特曼称，通胀回落之前不会讨论降息。",
    };
    const fuller = {
      at: "2026-03-05 14:01",
      title: "诺曼央行行长哈特曼：通胀回落之前不会讨论降息",
      text: "诺曼央行行长哈特曼称，通胀回落之前不会讨论降息。他当天出席圣安娜论坛时还说，服务业价格的涨势比预想的顽固。",
    };
    expect(await relationOf(flash, fuller)).toBe("same");
  });

  it("joins a shortened report", async () => {
    const long = {
      at: "2026-03-05 16:10",
      title: "青屿农商行原董事长顾明远被开除党籍",
      text: "据海州市纪委监委消息，青屿农商行原党委书记、董事长顾明远严重违纪违法，被开除党籍和公职。经查，顾明远违规接受宴请，利用职务便利在贷款审批、工程承揽等方面为他人谋利，非法收受巨额财物，其涉嫌犯罪问题已移送检察机关审查起诉。",
    };
    const short = {
      at: "2026-03-05 17:25",
      title: "青屿农商行原党委书记、董事长顾明远被“双开”",
      text: "青屿农商行原党委书记、董事长顾明远严重违纪违法，被开除党籍和公职。",
    };
    expect(await relationOf(long, short)).toBe("same");
  });

  it("joins the day's operation of the central bank from two feeds", async () => {
    const one = {
      at: "2026-03-05 09:20",
      text: "财联社3月5日电，央行今日开展1240亿元7天逆回购操作，操作利率为1.40%，与此前持平。",
    };
    const other = {
      at: "2026-03-05 09:22",
      title: "央行：3月5日开展了1240亿元7天期逆回购操作",
      text: "央行公告，3月5日开展了1240亿元7天期逆回购操作，操作利率为1.40%。数据显示，今日有860亿元7天期逆回购到期。",
    };
    expect(await relationOf(one, other)).toBe("same");
  });

  it("joins copies that bear no date", async () => {
    const copy = {
      title: "老平台清盘",
      text: "运营九年的网贷平台青藤贷宣布清盘，未兑付余额2.3亿元，公司称将在三年内分批兑付。",
    };
    expect(await relationOf(copy, { ...copy, text: `来源：某网\n${copy.text}` })).toBe("same");
  });

  it("takes another way to write one number for the same number", async () => {
    const rounded = {
      at: "2026-03-05 18:00",
      title: "海川科技：控股股东拟减持不超2.15%股份",
      text: "海川科技(300999.SZ)公告称，控股股东海川投资拟减持不超过430万股，占总股本的2.15%。",
    };
    const exact = {
      at: "2026-03-05 18:03",
      title: "海川科技：控股股东海川投资拟减持不超过2.1483%股份",
      text: "海川科技公告，控股股东海川投资计划减持不超430万股，占公司总股本的2.1483%，原因为自身资金需要。",
    };
    expect(await relationOf(rounded, exact)).toBe("same");
  });
});

describe("an update", () => {
  it("joins as a follow-up when it comes hours later with news", async () => {
    const before = {
      at: "2026-03-05 08:39",
      title: "滨河市一银行网点发生劫持人质事件",
      text: "据当地媒体报道，一名男子5日早晨在滨河市云溪银行江湾支行劫持了两名人质，警方已封锁周边道路，谈判专家正在现场。",
    };
    const after = {
      at: "2026-03-05 19:00",
      title: "滨河市银行劫持人质事件结束 人质获救",
      text: "滨河市警方通报，云溪银行江湾支行劫持人质事件已经结束，两名人质安全获救，嫌疑人被制服。警方说，嫌疑人38岁，因债务纠纷作案，此案正在进一步审理中。",
    };
    expect(await relationOf(before, after)).toBe("follow-up");
  });

  it("is no follow-up when it only repeats what was said", async () => {
    const later = { ...grant, at: "2026-03-05 20:02", title: "云溪银行向北岭水务提供18.6亿元绿色贷款" };
    expect(await relationOf(grant, later)).toBe("same");
  });
});

describe("what only looks the same", () => {
  it("keeps the daily operation of another day apart, even with the same amount", async () => {
    const text = "央行今日开展1240亿元7天逆回购操作，操作利率为1.40%，与此前持平。";
    const title = "央行今日开展1240亿元7天逆回购操作";
    expect(
      await relationOf({ at: "2026-03-05 09:20", title, text }, { at: "2026-03-06 09:21", title, text }),
    ).toBe("new");
  });

  it("keeps two milestones of one day's count apart", async () => {
    const first = {
      at: "2026-03-05 10:48",
      title: "北向资金净流入超40亿",
      text: "数据显示，截至目前，北向资金净流入超40亿元。",
    };
    const second = {
      at: "2026-03-05 10:59",
      title: "北向资金净流入超50亿",
      text: "数据显示，截至目前，北向资金净流入超50亿元。",
    };
    expect(await relationOf(first, second)).toBe("new");
  });

  it("keeps a template with another company's name apart", async () => {
    const results = (company: string, code: string) => ({
      at: "2026-03-05 18:10",
      title: `${company}：上半年归母净利润2.13亿元 同比增长8.27%`,
      text: `${company}(${code}.SH)3月5日披露半年报，公司上半年实现营业收入12.25亿元，同比增长6.05%；归属于上市公司股东的净利润2.13亿元，同比增长8.27%。`,
    });
    expect(await relationOf(results("海川科技", "600991"), results("东岭药业", "600992"))).toBe("new");
  });

  it("keeps a template with other numbers apart", async () => {
    const holding = (day: string, at: string, from: string, to: string) => ({
      at,
      text: `香港交易所信息显示，纽约星河银行在海川科技H股的持股比例于${day}从${from}%升至${to}%。`,
    });
    expect(
      await relationOf(
        holding("03月02日", "2026-03-05 17:09", "4.75", "5.43"),
        holding("03月03日", "2026-03-06 17:09", "5.43", "6.01"),
      ),
    ).toBe("new");
  });

  it("keeps one bank's targets for two stocks apart", async () => {
    const target = (stock: string, from: number, to: number) => ({
      at: "2026-03-05 19:33",
      text: `财联社3月5日电，星河银行将${stock}目标价从${from}美元上调至${to}美元。`,
    });
    expect(await relationOf(target("北斗芯片", 240, 360), target("远山汽车", 270, 300))).toBe("new");
  });

  it("keeps two hosts' meetings with one visitor apart", async () => {
    const meeting = (host: string, at: string) => ({
      at,
      title: `${host}会见星河银行集团首席执行官安德烈·勒鲁瓦`,
      text: `${host}会见来访的星河银行集团首席执行官安德烈·勒鲁瓦，双方就经济金融形势等议题进行了交流。`,
    });
    expect(
      await relationOf(
        meeting("央行行长林致远", "2026-03-05 18:20"),
        meeting("海州市市长周允文", "2026-03-05 19:52"),
      ),
    ).toBe("new");
  });

  it("keeps last year's report under the same headline apart", async () => {
    expect(await relationOf({ ...grant, at: "2025-03-05 10:02" }, grant)).toBe("new");
  });

  it("keeps the close of one day and the open of the next apart", async () => {
    const close = {
      at: "2026-03-05 05:00",
      title: "美股三大指数收盘涨跌不一 芯片股反弹",
      text: "美股三大指数收盘涨跌不一，道指跌1.09%，纳指涨0.2%，标普500指数跌0.28%，芯片股反弹。",
    };
    const open = {
      at: "2026-03-05 22:30",
      title: "美股开盘涨跌不一 芯片股大跌",
      text: "美股开盘涨跌不一，道指涨0.35%，纳指跌0.61%，标普500指数跌0.12%，芯片股大跌。",
    };
    expect(await relationOf(close, open)).toBe("new");
  });

  it("keeps the noon report and the close of one day apart", async () => {
    const report = (session: string, at: string, percent: string) => ({
      at,
      title: `A股${session}：创业板指涨${percent}%，算力硬件股走强`,
      text: `A股三大指数今日集体上涨，截至${session}，上证指数涨1.34%，创业板指涨${percent}%，算力硬件股走强。`,
    });
    expect(
      await relationOf(
        report("午评", "2026-03-05 11:31", "4.89"),
        report("收评", "2026-03-05 15:01", "5.32"),
      ),
    ).toBe("new");
  });

  it("keeps two speakers of one forum apart", async () => {
    const first = {
      at: "2026-03-05 10:49",
      title: "林致远：完善短端利率调控机制",
      text: "央行行长林致远5日在2026江湾论坛上表示，将完善短端利率调控机制，适度收窄利率走廊的宽度。",
    };
    const second = {
      at: "2026-03-05 11:03",
      title: "许伯谦：科技板块市值占比超过三成",
      text: "证监会主席许伯谦5日在2026江湾论坛上表示，目前A股科技板块的市值占比超过三成，千亿市值公司中科技企业占比已达45%。",
    };
    expect(await relationOf(first, second)).toBe("new");
  });

  it("keeps a digest of many events and the report of one of them apart", async () => {
    const digest = {
      at: "2026-03-05 12:03",
      title: "3月5日午间新闻精选",
      text: `1、截至午间收盘，沪指跌0.2%。\n2、${grant.text}\n3、诺曼央行维持利率不变。\n4、北斗芯片发布业绩预告。`,
    };
    expect(await relationOf(grant, digest)).toBe("new");
  });

  it("keeps two digests under one headline apart", async () => {
    const digest = (at: string, first: string, second: string) => ({
      at,
      title: "今日投资舆情热点",
      text: `1）${first}\n2）${second}\n3）更多内容见正文。`,
    });
    expect(
      await relationOf(
        digest("2026-03-04 15:30", "半导体：两家公司开启申购。", "算力：节点上线运行。"),
        digest("2026-03-05 15:32", "中药：规划获原则同意。", "机器人：大会将于下周开幕。"),
      ),
    ).toBe("new");
  });
});

describe("the lead", () => {
  const flash = {
    at: "2026-03-05 10:00",
    title: "云溪银行获批筹建金租公司",
    text: "云溪银行获批筹建金融租赁公司，注册资本15亿元。",
  };
  const full = {
    at: "2026-03-05 10:20",
    title: "云溪银行获批筹建金租公司",
    text: "云溪银行获批筹建金融租赁公司，注册资本15亿元。公告显示，云溪银行出资9亿元，占股60%，北岭水务集团与海川科技分别出资3亿元。新公司将落户海州市，主要服务水务、农机和新能源设备的融资租赁，筹建工作应在六个月内完成。",
  };

  it("passes to the fuller article", async () => {
    const told = await tell([flash, full]);
    expect(told.map(({ leads }) => leads)).toEqual([true, true]);
    expect(told[1]?.story).toBe(told[0]?.story);
  });

  it("stays with the first when the next is as full", async () => {
    const told = await tell([flash, { ...flash, at: "2026-03-05 10:05" }]);
    expect(told.map(({ leads }) => leads)).toEqual([true, false]);
  });
});

describe("a chain", () => {
  it("does not pull another company's template into a story", async () => {
    const filing = (company: string, at: string, amount: string) => ({
      at,
      title: `${company}：取得不超过${amount}股票回购专项贷款承诺函`,
      text: `${company}公告，公司取得云溪银行出具的贷款承诺函，承诺提供不超过${amount}的股票回购专项贷款，期限三年。`,
    });
    const told = await tell([
      filing("海川科技", "2026-03-05 17:00", "4500万元"),
      filing("海川科技", "2026-03-05 17:04", "4500万元"),
      filing("东岭药业", "2026-03-05 17:10", "4500万元"),
    ]);
    expect(told[1]?.story).toBe(told[0]?.story);
    expect(told[2]?.story).not.toBe(told[0]?.story);
  });
});
