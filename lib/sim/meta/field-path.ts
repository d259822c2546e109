// Where in an object something is: `spec.containers[0].ports[http].name`.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/util/validation/field/path.go

export class FieldPath {
  private constructor(private readonly text: string) {}

  static of(...names: readonly string[]): FieldPath {
    return new FieldPath(names.join("."));
  }

  child(...names: readonly string[]): FieldPath {
    return new FieldPath([this.text, ...names].filter((part) => part !== "").join("."));
  }

  index(index: number): FieldPath {
    return new FieldPath(`${this.text}[${index}]`);
  }

  /** An entry of a map. */
  key(key: string): FieldPath {
    return new FieldPath(`${this.text}[${key}]`);
  }

  toString(): string {
    return this.text;
  }
}

/** `fieldPath("spec", "replicas")`. */
export const fieldPath = (...names: readonly string[]): FieldPath => FieldPath.of(...names);
