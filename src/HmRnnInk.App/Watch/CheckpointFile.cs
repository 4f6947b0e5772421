namespace HmRnnInk.App.Watch;

/// <summary>The file of a model that a run saved during training.</summary>
/// <param name="Points">The number of training points that the model had seen.</param>
/// <param name="Bytes">
/// The size of the file. It or <paramref name="Written"/> changes while the file is being copied, so the file is then read again.
/// </param>
/// <param name="Written">The time of the last write, UTC.</param>
internal sealed record CheckpointFile(long Points, string Path, long Bytes, DateTime Written);
