/** The API's present, told anew every so many milliseconds. */
import { useEffect, useState } from "react";
import { serverNow } from "./serverTime";

export function useNow(every: number): Date {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
