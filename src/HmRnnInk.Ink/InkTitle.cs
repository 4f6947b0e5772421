namespace HmRnnInk.Ink;

/// <summary>A title of consecutive capsules of a drawing, such as the word that they write.</summary>
/// <param name="First">The index of the first capsule.</param>
/// <param name="End">The index after the last one.</param>
public readonly record struct InkTitle(int First, int End, string Title);
