// antd in the console's theme and in the language of the moment.
import { ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { useLanguage } from '../kit/language.ts';
import { theme } from './theme.ts';

/** A press beside a dialog closes nothing: it would throw away what was typed, or pass for the act that was meant. */
const STAYS_OPEN = { mask: { closable: false } };

export function Appearance({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage();
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'zh' ? zhCN : enGB}
      button={{ autoInsertSpace: false }}
      modal={STAYS_OPEN}
    >
      {children}
    </ConfigProvider>
  );
}
