"use client";
import { signOut } from "next-auth/react";
import styles from "../_form/form.module.css";

export function SignOutButton({ label }: { label: string }) {
  return (
    <button
      type="button"
      className={styles.quiet}
      onClick={() => void signOut({ callbackUrl: "/" })}
    >
      {label}
    </button>
  );
}
