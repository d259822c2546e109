// A labelled text field with a hint, or with what is wrong in its place.
import { type InputHTMLAttributes, useId } from "react";
import styles from "./form.module.css";

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly hint?: string;
  readonly wrong?: string | undefined;
}

export function Field({ label, hint, wrong, ...input }: FieldProps) {
  const id = useId();
  const remark = wrong ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        aria-invalid={wrong !== undefined}
        aria-describedby={remark ? `${id}-remark` : undefined}
      />
      {remark && (
        <p id={`${id}-remark`} className={wrong ? styles.wrong : styles.hint}>
          {remark}
        </p>
      )}
    </div>
  );
}
