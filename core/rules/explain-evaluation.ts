// An answer in sentences, zh and en: the outcome, each condition with its clause, what is missing, the amount step by step.
import { fenToYuan } from '../kernel/fen.ts';
import type { Evaluation } from './evaluation.ts';
import { LINES_CONDITION } from './evaluate-program.ts';
import type { Program } from './program.ts';
import type { Words } from './rule-document.ts';

/** One sentence an entry, in the order in which a person asks. */
export function explainEvaluation(program: Program, evaluation: Evaluation): Words[] {
  return [
    outcomeSentence(evaluation),
    ...conditionSentences(program, evaluation),
    ...missingSentences(program, evaluation),
    ...lineSentences(evaluation),
    ...amountSentences(evaluation),
  ];
}

function outcomeSentence({ outcome, amountFen }: Evaluation): Words {
  if (outcome === 'ineligible') return { zh: '不符合条件。', en: 'Not eligible.' };
  if (outcome === 'unknown')
    return { zh: '数据不全，尚不能确定。', en: 'Data is missing: it cannot be decided yet.' };
  if (amountFen === null)
    return { zh: '符合条件，金额待补齐数据后计算。', en: 'Eligible; the amount awaits missing data.' };
  const yuan = fenToYuan(amountFen);
  return { zh: `符合条件，金额 ${yuan} 元。`, en: `Eligible, ¥${yuan}.` };
}

function conditionSentences(program: Program, evaluation: Evaluation): Words[] {
  return evaluation.conditions.map(({ name, value }) => {
    const known = program.conditions.find((condition) => condition.name === name);
    const words =
      known ??
      (name === LINES_CONDITION
        ? { zh: '至少一人符合条件', en: 'At least one person is eligible' }
        : { zh: name, en: name });
    const clause = known?.clause === undefined ? '' : `（${known.clause}）`;
    const [zh, en] = value === null ? ['未知', 'unknown'] : value ? ['符合', 'met'] : ['不符合', 'not met'];
    return {
      zh: `${words.zh}${clause}：${zh}。`,
      en: `${words.en}${known?.clause === undefined ? '' : ` (${known.clause})`}: ${en}.`,
    };
  });
}

function missingSentences(program: Program, { missing }: Evaluation): Words[] {
  if (missing.length === 0) return [];
  const names = missing.map((key) => {
    const [item, field] = key.split('.');
    const known = program.items.get(item ?? '');
    const part = known?.fields?.find((each) => each.key === field);
    return {
      zh: part ? `${known?.zh}的${part.zh}` : (known?.zh ?? key),
      en: part ? `${part.en} of ${known?.en}` : (known?.en ?? key),
    };
  });
  return [
    {
      zh: `缺少：${names.map((name) => name.zh).join('、')}。`,
      en: `Missing: ${names.map((name) => name.en).join(', ')}.`,
    },
  ];
}

function lineSentences({ lines }: Evaluation): Words[] {
  if (!lines) return [];
  const count = (outcome: string): number => lines.filter((line) => line.outcome === outcome).length;
  const [eligible, unknown, twice] = [
    count('eligible'),
    count('unknown'),
    lines.filter((line) => line.duplicateOf !== undefined).length,
  ];
  const zh = `共 ${lines.length} 人，符合 ${eligible} 人，待定 ${unknown} 人，重复 ${twice} 人。`;
  return [
    {
      zh,
      en: `${lines.length} persons: ${eligible} eligible, ${unknown} undecided, ${twice} counted already.`,
    },
  ];
}

function amountSentences({ outcome, steps }: Evaluation): Words[] {
  if (outcome !== 'eligible') return [];
  return steps.map((step) => {
    const money = step.amountFen === undefined ? undefined : fenToYuan(step.amountFen);
    const zh = money === undefined ? (step.text ?? '未知') : `${money} 元`;
    const en = money === undefined ? (step.text ?? 'unknown') : `¥${money}`;
    return { zh: `${step.zh}：${zh}。`, en: `${step.en}: ${en}.` };
  });
}
