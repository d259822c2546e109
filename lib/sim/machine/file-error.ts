// What the kernel answers when a file operation fails, with Linux' words.

const texts = {
  ENOENT: "No such file or directory",
  EEXIST: "File exists",
  EISDIR: "Is a directory",
  ENOTDIR: "Not a directory",
  EACCES: "Permission denied",
  EPERM: "Operation not permitted",
  ENOTEMPTY: "Directory not empty",
  ELOOP: "Too many levels of symbolic links",
  ENAMETOOLONG: "File name too long",
  EROFS: "Read-only file system",
  ENOSPC: "No space left on device",
  EFBIG: "File too large",
  EINVAL: "Invalid argument",
  EBUSY: "Device or resource busy",
  ENOMEM: "Cannot allocate memory",
  EBADF: "Bad file descriptor",
} as const;

export type FileErrorCode = keyof typeof texts;

export class FileError extends Error {
  override readonly name = "FileError";
  constructor(
    readonly code: FileErrorCode,
    readonly path: string,
  ) {
    super(texts[code]);
  }
}
