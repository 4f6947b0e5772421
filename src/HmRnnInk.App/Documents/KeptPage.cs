namespace HmRnnInk.App.Documents;

/// <summary>A page that can be opened.</summary>
/// <param name="Name">For people.</param>
/// <param name="Written">When.</param>
/// <param name="Rows">How long it is; null where that cannot be told at a glance.</param>
/// <param name="Unsaved">Whether it was kept by the program alone, and never saved by the person.</param>
public sealed record KeptPage(string Path, string Name, DateTimeOffset Written, int? Rows, bool Unsaved);
