// The frame of every page: one heading, what it is for, its acts, and the mark that demo facts are simulated.
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from './session.ts';

interface PageProps {
  readonly title: ReactNode;
  /** For the browser's tab when the title is not text. */
  readonly titleText?: string;
  readonly lead?: ReactNode;
  readonly acts?: ReactNode;
  /** A narrow page is for reading and deciding, a wide one for tables. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

export function Page({ title, titleText, lead, acts, isWide = false, children }: PageProps) {
  const tab = titleText ?? (typeof title === 'string' ? title : '');
  useEffect(() => {
    document.title = tab === '' ? '直达 Zhida' : `${tab} · 直达 Zhida`;
  }, [tab]);
  return (
    <div className={isWide ? 'page page-wide' : 'page'}>
      <header className="page-head">
        <div className="page-title">
          <h1>{title}</h1>
          {lead !== undefined && <p className="lead">{lead}</p>}
        </div>
        {acts !== undefined && <div className="page-acts">{acts}</div>}
      </header>
      {children}
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly id: string;
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, id, acts, children }: SectionProps) {
  return (
    <section className="surface" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {acts}
      </div>
      {children}
    </section>
  );
}

/** 演示数据 · 部门数据为模拟: the firms are real, the facts are not. */
export function DemoMark() {
  const { t } = useTranslation('kit');
  const { isDemo } = useSession();
  return isDemo ? (
    <p className="demo-mark" role="note">
      {t('demo')}
    </p>
  ) : null;
}
