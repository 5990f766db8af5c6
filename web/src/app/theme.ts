// The console's one theme: colours with a contrast of at least 4.5 to 1 on white, sizes for phone and desk alike.
import type { ThemeConfig } from 'antd';

export const theme: ThemeConfig = {
  token: {
    // Whoever asked their system for less motion gets none.
    motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    colorPrimary: '#0a4bb5',
    colorLink: '#0a4bb5',
    colorLinkHover: '#083a8c',
    colorLinkActive: '#062f73',
    colorPrimaryHover: '#083a8c',
    colorPrimaryActive: '#062f73',
    colorSuccess: '#0b6b3a',
    colorWarning: '#8a5200',
    colorError: '#b3261e',
    colorInfo: '#0a4bb5',
    colorSuccessBg: '#e6f6ec',
    colorSuccessBorder: '#9fd8b5',
    colorWarningBg: '#fdf3df',
    colorWarningBorder: '#ecc98a',
    colorErrorBg: '#fdecea',
    colorErrorBorder: '#f0b4ae',
    colorInfoBg: '#e9f0fd',
    colorInfoBorder: '#b3c8f0',
    colorTextSecondary: 'rgba(0, 0, 0, 0.72)',
    colorTextTertiary: 'rgba(0, 0, 0, 0.65)',
    colorTextQuaternary: 'rgba(0, 0, 0, 0.6)',
    colorTextPlaceholder: 'rgba(0, 0, 0, 0.6)',
    colorTextDisabled: 'rgba(0, 0, 0, 0.55)',
    borderRadius: 8,
    fontSize: 15,
    controlHeight: 38,
    fontFamily: 'var(--font)',
  },
};
