namespace HmRnnInk.App.Watch;

/// <summary>A model that a run left on its way.</summary>
/// <param name="Points">Of training, that it had seen.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">With <paramref name="Written"/> tells one that was copied half from what it is when it is whole.</param>
/// <param name="Written">Last, UTC.</param>
public sealed record CheckpointFile(long Points, string Path, long Bytes, DateTime Written);
