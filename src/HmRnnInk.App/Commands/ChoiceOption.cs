namespace HmRnnInk.App.Commands;

/// <summary>One of the things to choose from.</summary>
/// <param name="Detail">A second, smaller line; null for none.</param>
/// <param name="Fault">Why it cannot be chosen; null where it can.</param>
public sealed record ChoiceOption(string Name, string? Detail = null, string? Fault = null);
