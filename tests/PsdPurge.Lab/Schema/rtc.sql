-- Database rtc of a lab Front-End: the tables that both built-in schema profiles share.
-- Indexes beside the keys are not here: which ones a server has is not known, so each pool of the lab says which ones it has (IndexLayout).
-- Status of each column:  published = named by Microsoft;  seen = in working public scripts, the type is ours;  assumed = ours.

CREATE TABLE dbo.Resource
(
    ResourceId          int             NOT NULL,   -- seen
    UserAtHost          nvarchar(450)   NOT NULL,   -- seen: user@host, no sip:
    CONSTRAINT PK_Resource PRIMARY KEY CLUSTERED (ResourceId)
);
GO

CREATE TABLE dbo.ResourceDirectory
(
    ResourceId          int             NOT NULL,   -- seen
    UserPrincipalName   nvarchar(1024)  NULL,       -- seen
    AdUserSid           varbinary(85)   NULL,       -- seen
    InsertTime          datetime        NOT NULL,   -- seen
    UpdateTime          datetime        NOT NULL,   -- seen
    Enabled             bit             NOT NULL,   -- seen
    SmtpUserAtHost      nvarchar(450)   NULL,       -- seen
    AdDisplayName       nvarchar(256)   NULL,       -- seen
    RoutingGroupId      int             NULL,       -- seen
    CONSTRAINT PK_ResourceDirectory PRIMARY KEY CLUSTERED (ResourceId)
);
GO

CREATE TABLE dbo.FrontEnd
(
    FrontEndId          int             NOT NULL,   -- seen
    Fqdn                nvarchar(256)   NOT NULL,   -- seen
    CONSTRAINT PK_FrontEnd PRIMARY KEY CLUSTERED (FrontEndId)
);
GO

CREATE TABLE dbo.RoutingGroupAssignment
(
    RoutingGroupId      int              NOT NULL,  -- seen
    RoutingGroupName    uniqueidentifier NOT NULL,  -- seen
    FrontEndId          int              NULL,      -- seen
    CONSTRAINT PK_RoutingGroupAssignment PRIMARY KEY CLUSTERED (RoutingGroupId)
);
GO

CREATE TABLE dbo.Conference
(
    ConfId                  int             NOT NULL,   -- seen
    OrganizerId             int             NOT NULL,   -- seen: Resource.ResourceId
    ServerMode              int             NOT NULL,   -- seen
    Static                  bit             NOT NULL,   -- seen: the organizer's default conference
    ExternalConfId          nvarchar(64)    NOT NULL,   -- seen: the public id
    ExternalConfIdCksum     int             NOT NULL,   -- seen
    ConferenceKey           nvarchar(64)    NULL,       -- seen
    ConferenceKeyLax        nvarchar(64)    NULL,       -- seen
    Title                   nvarchar(256)   NULL,       -- seen
    Description             nvarchar(256)   NULL,       -- seen
    NotificationData        varbinary(max)  NULL,       -- seen
    OrganizerData           varbinary(max)  NULL,       -- seen
    ProvisionTime           datetime        NOT NULL,   -- seen
    ExpiryTime              datetime        NULL,       -- seen
    LastUpdateTime          datetime        NOT NULL,   -- seen
    LastActivationVersion   bigint          NULL,       -- seen
    LastActivateTime        datetime        NULL,       -- seen
    Version                 bigint          NOT NULL,   -- seen
    AdmissionType           int             NOT NULL,   -- seen
    Locked                  bit             NOT NULL,   -- seen
    Autopromote             int             NOT NULL,   -- seen
    PstnLobbyBypass         bit             NOT NULL,   -- seen
    PstnAuthorityId         int             NULL,       -- seen
    PstnLocalId             int             NULL,       -- seen
    CONSTRAINT PK_Conference PRIMARY KEY CLUSTERED (ConfId)
);
GO
