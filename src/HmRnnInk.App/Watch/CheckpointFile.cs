namespace HmRnnInk.App.Watch;

/// <summary>The file of a model that a run saved during training.</summary>
/// <param name="Points">The number of training points that the model had seen.</param>
/// <param name="Bytes">
/// The size of the file. It or <paramref name="WrittenUtc"/> changes while the file is being copied, so the file is then read again.
/// </param>
/// <param name="WrittenUtc">The time of the last write.</param>
internal sealed record CheckpointFile(long Points, string Path, long Bytes, DateTime WrittenUtc);
