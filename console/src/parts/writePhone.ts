/** An E.164 phone goes in, the way people write it comes out. */
export function writePhone(phone: string): string {
  const local = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone);
  return local ? `(${local[1]}) ${local[2]}-${local[3]}` : phone;
}
