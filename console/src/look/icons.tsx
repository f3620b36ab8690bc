/** The console's icons: one stroke, 20 pixels, always beside words or named by their button. */
import type { ReactNode } from "react";

function icon(paths: ReactNode) {
  return function Icon({ size = 20 }: { size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {paths}
      </svg>
    );
  };
}

export const Today = icon(<><path d="M4 13a8 8 0 0 1 16 0" /><path d="M12 13l3.5-3.5M4 18h16" /></>);
export const Campaigns = icon(<><path d="M4 10v4l10 4V6z" /><path d="M14 9a3 3 0 0 1 0 6M7 15v4h3v-3" /></>);
export const Inbox = icon(<><path d="M4 5h16v14H4z" /><path d="M4 14h5l1 2h4l1-2h5" /></>);
export const Contacts = icon(<><circle cx="9" cy="9" r="3" /><path d="M3 19a6 6 0 0 1 12 0M16 6a3 3 0 0 1 0 6M18 14a6 6 0 0 1 3 5" /></>);
export const OptOuts = icon(<><circle cx="12" cy="12" r="8" /><path d="M6.5 6.5l11 11" /></>);
export const Numbers = icon(<path d="M5 9h15M4 15h15M10 4L8 20M16 4l-2 16" />);
export const Operations = icon(<path d="M3 12h4l3-7 4 14 3-7h4" />);
export const Settings = icon(<><path d="M5 7h8M17 7h2M5 17h2M11 17h8" /><circle cx="15" cy="7" r="2" /><circle cx="9" cy="17" r="2" /></>);
export const Stop = icon(<><path d="M8.5 3h7L21 8.500v7L15.500 21h-7L3 15.500v-7z" /><path d="M9 9h6v6H9z" fill="currentColor" stroke="none" /></>);
export const Sun = icon(<><circle cx="12" cy="12" r="4" /><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600L7 7M17 17l1.400 1.400M5.600 18.400L7 17M17 7l1.400-1.400" /></>);
export const Moon = icon(<path d="M20 14a8 8 0 1 1-10-10 7 7 0 0 0 10 10z" />);
export const Chevron = icon(<path d="M7 10l5 5 5-5" />);
export const Check = icon(<path d="M5 13l4 4L19 7" />);
export const Alert = icon(<><path d="M12 4l9 16H3z" /><path d="M12 10v4M12 17v.01" /></>);
export const Info = icon(<><circle cx="12" cy="12" r="9" /><path d="M12 11v5M12 8v.01" /></>);
export const Search = icon(<><circle cx="11" cy="11" r="6" /><path d="M16 16l4 4" /></>);
export const Copy = icon(<><path d="M9 9h11v11H9z" /><path d="M5 15H4V4h11v1" /></>);
export const Pause = icon(<path d="M9 6v12M15 6v12" />);
export const Play = icon(<path d="M8 5l11 7-11 7z" />);
export const SignOut = icon(<><path d="M14 5H5v14h9" /><path d="M10 12h10M17 9l3 3-3 3" /></>);
export const Person = icon(<><circle cx="12" cy="8" r="4" /><path d="M5 20a7 7 0 0 1 14 0" /></>);
export const More = icon(<path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="3" />);
export const Download = icon(<><path d="M12 4v11M7.500 11l4.500 4.500 4.500-4.500" /><path d="M5 20h14" /></>);
export const Offline = icon(<><path d="M3 3l18 18M8.500 15.500a5 5 0 0 1 6 -.5M5 12a10 10 0 0 1 4-2.500M19 12a10 10 0 0 0-6-2.900M12 19v.01" /></>);
export const Keyboard = icon(<><path d="M3 7h18v10H3z" /><path d="M7 10.500h.01M11 10.500h.01M15 10.500h.01M8 14h8" /></>);
