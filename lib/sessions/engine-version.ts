// Which simulator a snapshot was made by. Raise it when saved clusters or replays of older logs would come
// out differently; a session of another engine goes on from its snapshot, its older log is for reading only.

export const engineVersion = "2026-11-30";
