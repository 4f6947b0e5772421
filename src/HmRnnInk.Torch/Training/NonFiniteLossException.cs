namespace HmRnnInk.Torch.Training;

/// <summary>A loss or gradient was not finite. The step did not change any weight.</summary>
public sealed class NonFiniteLossException(string message) : Exception(message);
