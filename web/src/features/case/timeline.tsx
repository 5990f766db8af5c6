// The vertical timeline: each step with its second and how long after the click it came; it grows while money is on its way.
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import { money } from '../../kit/money.ts';
import { Section } from '../../kit/page.tsx';
import { usePersonName } from '../../kit/person-name.ts';
import { clockText, instantText, secondsBetween } from '../../kit/time.ts';
import type { ShownApplication } from '../../kit/use-application.ts';
import { caseWords } from './words.ts';

type Step = ShownApplication['timeline'][number];
type StepWord = Extract<keyof typeof caseWords, `step.${string}`>;

/** States in which the system itself goes on. */
const MOVING: readonly string[] = ['submitted', 'accepted', 'reserved', 'ordered', 'sent'];
const BAD: readonly string[] = ['application.refused', 'claim.returned'];
const GOOD: readonly string[] = ['claim.paid', 'application.accepted'];

const isKnown = (word: string): word is StepWord => word in caseWords;

export function Timeline({ shown }: { readonly shown: ShownApplication }) {
  const { t } = useTranslation('case');
  const { timeline, state } = shown;
  const first = timeline[0];
  const paid = timeline.findLast(({ step }) => step === 'claim.paid');
  return (
    <Section id="timeline" title={t('timeline')}>
      {first && paid && state === 'paid' && (
        <p className="hint">{t('total', { seconds: secondsBetween(first.at, paid.at) })}</p>
      )}
      {first === undefined && <p>{t('noTimeline')}</p>}
      <ol className="timeline">
        {timeline.map((step, index) => (
          <StepLine key={`${step.at}${step.step}${index}`} step={step} since={first?.at ?? step.at} />
        ))}
        {MOVING.includes(state) && (
          <li>
            <span />
            <span className="dot dot-now" />
            <span>{t('waiting')}</span>
          </li>
        )}
      </ol>
    </Section>
  );
}

function StepLine({ step, since }: { readonly step: Step; readonly since: string }) {
  const { t } = useTranslation('case');
  const { language } = useLanguage();
  const nameOf = usePersonName();
  const word = `step.${step.step}`;
  const tone = GOOD.includes(step.step) ? 'dot-good' : BAD.includes(step.step) ? 'dot-bad' : '';
  return (
    <li>
      <time dateTime={step.at} title={instantText(step.at, language)}>
        {clockText(step.at)}
      </time>
      <span className={`dot ${tone}`} />
      <div>
        <strong>{isKnown(word) ? t(word) : step.step}</strong>{' '}
        {step.amountFen !== undefined && <span className="amount">{money(step.amountFen)}</span>}
        <p className="meta">
          {step.at !== since && <span>{t('after', { seconds: secondsBetween(since, step.at) })}</span>}
          <span>{nameOf(step.by)}</span>
          {step.bankReference !== undefined && (
            <span>
              {t('reference')} <code>{step.bankReference}</code>
            </span>
          )}
        </p>
      </div>
    </li>
  );
}
