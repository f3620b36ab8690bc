/** Where the numbers shall be from, and how many. */
import { Button, NumberInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { numberCountsQuery } from "../../api/queries";
import { useOrganization } from "../../session/useOrganization";
import { isAreaCode, isTollFree, stateOf } from "./areaCodes";
import style from "./buy.module.css";
import { buyWords as words } from "./buyWords";
import type { Wish } from "./purchase";

const MOST = 100;
const SOME = 6;
const ORDER: ("label" | "input" | "description" | "error")[] = ["label", "input", "description", "error"];

interface Filled {
  areaCode: string;
  many: number | string;
}

export function PurchaseForm({ start, onWish }: { start: Partial<Wish>; onWish: (wish: Wish) => void }) {
  const form = useForm<Filled>({
    initialValues: { areaCode: start.areaCode ?? "", many: start.count ?? "" },
    validate: { areaCode: wrongAreaCode, many: wrongCount },
  });
  return (
    <form className={style.form} noValidate onSubmit={form.onSubmit(({ areaCode, many }) => onWish({ areaCode, count: Number(many) }))}>
      <div className={style.fields}>
        <TextInput
          {...form.getInputProps("areaCode")}
          data-autofocus
          inputWrapperOrder={ORDER}
          label={words.areaCode}
          description={words.areaCodeHow}
          inputMode="numeric"
          autoComplete="off"
          maxLength={3}
          required
          classNames={{ input: style.code ?? "" }}
        />
        <NumberInput
          {...form.getInputProps("many")}
          inputWrapperOrder={ORDER}
          label={words.many}
          description={words.manyHow(MOST)}
          min={1}
          max={MOST}
          clampBehavior="none"
          allowDecimal={false}
          allowNegative={false}
          required
        />
      </div>
      <p role="status" className={style.place}>
        {whereItIs(form.values.areaCode)}
      </p>
      <Known onPick={(code) => form.setFieldValue("areaCode", code)} />
      <p className="soft small">{words.cost}</p>
      <Button type="submit" className={style.go}>
        {words.go}
      </Button>
    </form>
  );
}

function wrongAreaCode(typed: string): string | null {
  if (isAreaCode(typed)) return null;
  return /^\d{3}$/.test(typed) ? words.areaCodeNowhere(typed) : words.areaCodeWrong;
}

function wrongCount(typed: number | string): string | null {
  const many = typed === "" ? Number.NaN : Number(typed);
  return Number.isInteger(many) && many >= 1 && many <= MOST ? null : words.manyWrong(MOST);
}

function whereItIs(code: string): string {
  if (!isAreaCode(code)) return "\u00a0";
  return isTollFree(code) ? words.tollFree(code) : words.place(code, stateOf(code));
}

/** The codes that people see already; what cannot be asked is left out. */
function Known({ onPick }: { onPick: (code: string) => void }) {
  const { organizationId } = useOrganization();
  const counts = useQuery(numberCountsQuery(organizationId));
  const codes = Object.keys(counts.data?.area_codes ?? {}).slice(0, SOME);
  if (codes.length === 0) return null;
  return (
    <p className={style.known}>
      <span className="soft small">{words.known}</span>
      {codes.map((code) => (
        <Button key={code} variant="default" size="compact-sm" title={stateOf(code)} onClick={() => onPick(code)}>
          {code}
        </Button>
      ))}
    </p>
  );
}
