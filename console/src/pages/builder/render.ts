/** A text with {fields} and one contact's values go in; what their phone will show comes out, as the API renders it. */
const FIELD = /\{([^{}]*)\}/g;

export function render(text: string, values: Readonly<Record<string, string>>): string {
  let lacks = false;
  const valueOf = (_: string, name: string) => {
    const value = values[name.trim()] ?? "";
    lacks ||= value === "";
    return value;
  };
  const body = text.replace(FIELD, valueOf);
  return lacks ? body.replace(/ {2,}/g, " ").replace(/ +([,.!?;:])/g, "$1").trim() : body;
}

export const EXAMPLE = { first_name: "Ada", last_name: "Moss", zip_code: "20001", external_id: "1001", phone: "+12025550123" };
