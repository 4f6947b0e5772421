namespace HmRnnInk.App.Canvas;

/// <summary>A shader does not compile or link. The message contains the file, the line and the log of the driver.</summary>
internal sealed class ShaderException(string message) : Exception(message);
