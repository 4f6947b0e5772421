using HmRnnInk.App.Host;

namespace HmRnnInk.App.Tests.Host;

/// <summary>Key positions with what they type in several keyboard layouts. A position is that of a US key.</summary>
public class KeyCodesTests
{
    [Theory]
    [InlineData('Z', "z", nameof(InkKey.Z))] // US
    [InlineData('=', "=", nameof(InkKey.Plus))]
    [InlineData('Y', "z", nameof(InkKey.Z))] // German
    [InlineData('Z', "y", nameof(InkKey.Y))]
    [InlineData(']', "+", nameof(InkKey.Plus))]
    [InlineData('/', "-", nameof(InkKey.Minus))]
    [InlineData('[', "ü", nameof(InkKey.LeftBracket))]
    [InlineData('=', null, nameof(InkKey.Plus))] // a dead key
    [InlineData('Q', "a", nameof(InkKey.A))] // French
    [InlineData('A', "q", nameof(InkKey.Q))]
    [InlineData('M', ",", nameof(InkKey.Comma))]
    [InlineData(';', "m", nameof(InkKey.M))]
    [InlineData('1', "&", nameof(InkKey.Digit1))]
    [InlineData('6', "-", nameof(InkKey.Digit6))]
    [InlineData('1', "+", nameof(InkKey.Digit1))] // Czech
    [InlineData('1', "7", nameof(InkKey.Digit7))] // Dvorak for programmers
    [InlineData('Q', "'", nameof(InkKey.Unknown))] // Dvorak: its Q is elsewhere
    [InlineData('X', "q", nameof(InkKey.Q))]
    [InlineData('Z', "я", nameof(InkKey.Z))] // Russian
    [InlineData('Q', "й", nameof(InkKey.Q))]
    [InlineData(',', "б", nameof(InkKey.Comma))]
    [InlineData('I', "ı", nameof(InkKey.I))] // Turkish
    [InlineData('Z', "Z", nameof(InkKey.Z))] // Windows names some keys in capitals
    [InlineData('Z', null, nameof(InkKey.Z))] // no name is known
    [InlineData(-1, "a", nameof(InkKey.A))] // a key that no US keyboard has
    [InlineData(-1, "²", nameof(InkKey.Unknown))]
    [InlineData(32, " ", nameof(InkKey.Space))]
    [InlineData(321, "1", nameof(InkKey.Digit1))] // the keypad
    [InlineData(333, "-", nameof(InkKey.Minus))]
    [InlineData(256, null, nameof(InkKey.Escape))]
    public void Key_IsWhatTheLayoutTypes(int position, string? name, string keyName) =>
        Assert.Equal(keyName, KeyCodes.ToInkKey(position, name).ToString());
}
