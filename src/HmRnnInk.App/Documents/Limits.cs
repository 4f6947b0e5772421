using System.Numerics;

namespace HmRnnInk.App.Documents;

/// <summary>The smallest and the largest value that a number may have.</summary>
public readonly record struct Limits<T>(T Minimum, T Maximum)
    where T : struct, INumber<T>
{
    /// <summary>False for a value that is not a number.</summary>
    public bool Contains(T value) => value >= Minimum && value <= Maximum;

    /// <summary>For an error: what was expected.</summary>
    public override string ToString() => $"a {(typeof(T) == typeof(int) ? "whole " : "")}number from {Minimum} to {Maximum}";
}
