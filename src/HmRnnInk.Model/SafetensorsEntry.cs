namespace HmRnnInk.Model;

/// <summary>One tensor as a safetensors header states it.</summary>
/// <param name="Type">The file's name for the element type: <c>F32</c> and <c>F16</c> are read.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">One past the last byte.</param>
internal sealed record SafetensorsEntry(string Name, string Type, long[] Shape, long Begin, long End)
{
    /// <returns>Bytes an element takes; 0 for a type that is not read.</returns>
    public int ElementBytes => Type switch { "F32" => sizeof(float), "F16" => sizeof(ushort), _ => 0 };
}
