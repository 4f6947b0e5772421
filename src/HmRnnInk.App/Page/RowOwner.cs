namespace HmRnnInk.App.Page;

/// <summary>Who wrote a row.</summary>
internal enum RowOwner : byte
{
    Person,
    Model,
}
