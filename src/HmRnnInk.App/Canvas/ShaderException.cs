namespace HmRnnInk.App.Canvas;

/// <summary>A shader does not compile or link; the message gives file, line and the driver's log.</summary>
public sealed class ShaderException(string message) : Exception(message);
