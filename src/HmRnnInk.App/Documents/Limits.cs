using System.Numerics;

namespace HmRnnInk.App.Documents;

/// <summary>The minimum and the maximum of a number.</summary>
public readonly record struct Limits<T>(T Minimum, T Maximum)
    where T : struct, INumber<T>
{
    /// <summary>Tells whether a value is between the two; NaN is not.</summary>
    public bool Contains(T value) => value >= Minimum && value <= Maximum;

    /// <summary>Says in an error what was expected.</summary>
    public override string ToString() => $"a {(typeof(T) == typeof(int) ? "whole " : "")}number from {Minimum} to {Maximum}";
}
