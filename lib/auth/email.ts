// One spelling for one address, in the table and in every look-up.
export const normalEmail = (email: string) => email.trim().normalize("NFC").toLowerCase();
