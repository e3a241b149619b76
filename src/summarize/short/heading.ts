import { HEADLINE_LENGTH } from "../../news/summary.js";
import type { Lexicon } from "../lexicon.js";
import { type Candidate, candidateLength, candidateText } from "../runs/candidates.js";
import { type Standing, standingOf } from "../runs/standing.js";
import { isHistory } from "../sentence/background.js";
import { timeLength } from "../sentence/leads.js";
import { isOccasion } from "../sentence/occasion.js";
import { countsSince } from "../sentence/scope.js";
import { weightedSum } from "../weighted.js";
import { featuresOf } from "./score.js";

/** A run of clauses: its score as a headline by the weights, and how it stands by itself. */
export interface Judged {
  candidate: Candidate;
  score: number;
  standing: Standing;
}

/**
 * A headline names what it speaks of, and speaks of what is new: what it costs a run that does not, in the units of the
 * scores. A subject is worth a headline somewhat less good; a dependent run is better than none, and no more.
 */
const COSTS: Record<Standing, number> = { alone: 0, subjectless: -10, self: -1000, dependent: -1000 };
const LOST_PERIOD = -1.5;
/** Where it stands in the run's own first clause. */
const CUT_PERIOD = -3;
/** Where the run counts from it. */
const CUT_SINCE = -6;
/** That there was a meeting is news only where nothing is told of it. */
const OCCASION_ONLY = -5;
const OLD_NEWS = -5;
/** Stock phrases say nothing. */
const FILLER = -1;
const UNPLACED = -3;
/** An opinion that only an earlier sentence attributes. */
const UNATTRIBUTED = -1;
/** What a headline's score may lose where it tells as well what comes next in its sentence. */
const MORE_TOLD = -5;
/** Last year's figure would read as this year's: rather the first words of the news. */
const COMPARISON = Number.NEGATIVE_INFINITY;

export function judge(candidate: Candidate, lexicon: Lexicon, weights: number[]): Judged {
  return {
    candidate,
    score: weightedSum(featuresOf(candidate, lexicon), weights),
    standing: standingOf(candidate, lexicon),
  };
}

export function bestHeading(judged: Judged[], lexicon: Lexicon): Candidate | undefined {
  let best: Candidate | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const each of judged) {
    const { candidate, score, standing } = each;
    // No cost makes a run better.
    if (candidateLength(candidate) > HEADLINE_LENGTH || score + COSTS[standing] <= bestScore) continue;
    const worth = score + COSTS[standing] + costOf(candidate, lexicon);
    if (worth > bestScore) [best, bestScore] = [candidate, worth];
  }
  return best && withMore(best, bestScore + MORE_TOLD, judged, lexicon);
}

/** The longest run that begins as the best one does, tells more, and is worth no less than `least`. */
function withMore(best: Candidate, least: number, judged: Judged[], lexicon: Lexicon): Candidate {
  let longest = best;
  for (const { candidate, score, standing } of judged) {
    const begins =
      candidate.read === best.read && candidate.at === best.at && candidate.speaker === best.speaker;
    if (!begins || candidate.to <= longest.to || candidateLength(candidate) > HEADLINE_LENGTH) continue;
    if (candidate.cutsOff && !longest.cutsOff) continue;
    if (score + COSTS[standing] + costOf(candidate, lexicon) >= least) longest = candidate;
  }
  return longest;
}

function costOf(candidate: Candidate, lexicon: Lexicon): number {
  const text = candidateText(candidate);
  return (
    costOfPeriod(candidate) +
    (countsSince(candidate) ? CUT_SINCE : 0) +
    (isUnplaced(candidate) ? UNPLACED : 0) +
    (candidate.speaker === undefined && candidate.read.inOpinion ? UNATTRIBUTED : 0) +
    (isOccasion(candidate) ? OCCASION_ONLY : 0) +
    (isHistory(text) ? OLD_NEWS : 0) +
    (lexicon.filler.has(text) ? FILLER : 0) +
    (isComparison(candidate, lexicon) ? COMPARISON : 0)
  );
}

function costOfPeriod({ read, at, from, losesPeriod }: Candidate): number {
  if (!losesPeriod) return 0;
  return at > (read.clauses[from]?.at ?? at) ? CUT_PERIOD : LOST_PERIOD;
}

/** 全市新增12例: of which city, its office or an earlier clause says. */
function isUnplaced({ read, at, end, speaker }: Candidate): boolean {
  if (speaker !== undefined) return false;
  const span = read.text.slice(at, end);
  return ALL_OF_IT.test(span.slice(timeLength(span)).replace(/^[，,]/u, ""));
}

const ALL_OF_IT =
  /^(?:[全本我该][市省区县州]|(?:项目|合同|协议|管理层)(?!经理)|(?:无?新增|现有)[^，]{0,3}(?:\d|病例|确诊|本土|境外|无症状))/u;

/** 上年同期净利润…, or 2030年度，公司净利润… after the news of 2031. */
function isComparison({ read, at, end }: Candidate, lexicon: Lexicon): boolean {
  const span = read.text.slice(at, end);
  if (YEAR_BEFORE.test(span)) return true;
  const [period = "", year] = YEAR.exec(span) ?? [];
  if (year === undefined || !lexicon.ownMeasureStart.test(span.slice(period.length))) return false;
  const next = new RegExp(`${Number(year) + 1}年(?!\\d)`, "u");
  return read.counters.texts.slice(0, read.index).some((text) => next.test(text));
}

const YEAR_BEFORE = /^(?:上年|去年)同期/u;
const YEAR = /^(20\d{2})年(?:度|全年)?[，,]?(?:公司|该公司|[该本]行)?/u;
