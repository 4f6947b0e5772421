namespace HmRnnInk.App.Commands;

/// <summary>One item of a list to choose from.</summary>
/// <param name="Detail">A second, smaller line of text; null for none.</param>
/// <param name="Fault">Why it cannot be chosen; null if it can.</param>
internal sealed record ChoiceOption(string Name, string? Detail = null, string? Fault = null);
