namespace HmRnnInk.App.Learning;

/// <summary>There is no trainer on this machine. The message says how to get it.</summary>
internal sealed class TrainerMissingException(string message) : Exception(message);
