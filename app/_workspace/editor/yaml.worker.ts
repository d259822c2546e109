// The language service for YAML, in a worker of its own.
import "monaco-yaml/yaml.worker.js";
