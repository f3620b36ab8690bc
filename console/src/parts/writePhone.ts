/** An E.164 phone goes in, the way people write it comes out. */
export function writePhone(phone: string): string {
  const local = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone);
  if (local) return `(${local[1]}) ${local[2]}-${local[3]}`;
  return phone.replace(/^(\+\d{1,3})(\d{3})(\d+)$/, "$1 $2 $3");
}
